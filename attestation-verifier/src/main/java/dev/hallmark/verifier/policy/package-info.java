/// Whom a certificate must name before it may speak for a Trusted Publisher.
///
/// The rules are those of PyPI's verifier (`pypi-attestations`), read from Fulcio's extensions by exact comparison:
/// no patterns, no prefixes, no case folding.
@NullMarked
package dev.hallmark.verifier.policy;

import org.jspecify.annotations.NullMarked;
