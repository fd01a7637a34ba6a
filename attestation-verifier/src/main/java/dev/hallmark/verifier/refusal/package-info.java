/// How this module says no: as a value with a code, what was expected and what was found.
@NullMarked
package dev.hallmark.verifier.refusal;

import org.jspecify.annotations.NullMarked;
