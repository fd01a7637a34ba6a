/// The decision: from one staged upload to one verdict, step by step.
///
/// Start with [dev.hallmark.verifier.verification.Judge], then read
/// [dev.hallmark.verifier.verification.AttestationVerifier], whose steps are PEP 740's.
@NullMarked
package dev.hallmark.verifier.verification;

import org.jspecify.annotations.NullMarked;
