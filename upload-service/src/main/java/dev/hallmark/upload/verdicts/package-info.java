/// What became of staged uploads: told by attestation-verifier (rejected) and provenance-store (published).
@NullMarked
package dev.hallmark.upload.verdicts;

import org.jspecify.annotations.NullMarked;
