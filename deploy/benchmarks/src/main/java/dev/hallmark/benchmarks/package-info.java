/// Benchmarks that print what they measured beside what it is to be compared with, measured in the same run.
///
/// Rates are given for a second of processor time, because that is what a core can do and what other programs on the
/// machine disturb least.
@NullMarked
package dev.hallmark.benchmarks;

import org.jspecify.annotations.NullMarked;
