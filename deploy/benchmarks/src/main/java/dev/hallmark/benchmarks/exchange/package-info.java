/// `./hallmark bench exchange`: how fast ID tokens become upload tokens, by the service as it is shipped.
@NullMarked
package dev.hallmark.benchmarks.exchange;

import org.jspecify.annotations.NullMarked;
