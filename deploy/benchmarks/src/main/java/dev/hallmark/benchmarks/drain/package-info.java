/// `./hallmark bench drain`: how fast a backlog in Kafka becomes verdicts, by the service as it is shipped.
@NullMarked
package dev.hallmark.benchmarks.drain;

import org.jspecify.annotations.NullMarked;
