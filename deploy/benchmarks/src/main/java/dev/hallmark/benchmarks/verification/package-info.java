/// `./hallmark bench verification`: how many attestations a core verifies, ours and others.
///
/// Attestations are distinct, certificates too: the platform remembers some hundred certificates that it parsed, which
/// flatters whoever is measured with few.
@NullMarked
package dev.hallmark.benchmarks.verification;

import org.jspecify.annotations.NullMarked;
