/// Apache Kafka (KRaft, one node) as a child process, and the topics that the services expect.
///
/// The broker has a class path of its own, because its libraries and those of the services do not mix.
@NullMarked
package dev.hallmark.standalone.kafka;

import org.jspecify.annotations.NullMarked;
