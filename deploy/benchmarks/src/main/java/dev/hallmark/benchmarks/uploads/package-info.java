/// Attested uploads in any number, signed by a local Sigstore.
@NullMarked
package dev.hallmark.benchmarks.uploads;

import org.jspecify.annotations.NullMarked;
