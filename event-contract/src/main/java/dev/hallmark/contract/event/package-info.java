/// What the services tell each other: CloudEvents 1.0 on Kafka, in binary content mode.
///
/// The record's key is the normalised project name, so one project's facts stay in order. Its value is the JSON of one
/// [Event]. Its headers are the CloudEvents attributes `ce_specversion`, `ce_id`, `ce_source`, `ce_type`, `ce_subject`,
/// `ce_time`, `content-type` and three extensions of ours by which a consumer recognises a record that is not what, or
/// not where, it claims to be: `ce_topic`, `ce_schemaversion` and `ce_datadigest`.
///
/// Some kinds of events travel on two topics: upload-service tells a fact on `projects`, and provenance-store announces it
/// again, with the same `ce_id`, on `provenance-events`. `ce_topic` tells the two records apart, and an event on a topic that
/// is not one of its kind's is refused.
///
/// Compatibility: members are only ever added, and as `@Nullable`, because old events lack them; readers ignore what they
/// don't know, and an event is never reinterpreted. Golden files and the released schemas hold us to it. A new case (of
/// [Verdict], [Uploader], `Publisher`) or a new `Word` is not something to ignore: upgrade the readers before the writer.
/// Delivery is at least once; a consumer makes its effect and the event's id durable in one transaction.
@NullMarked
package dev.hallmark.contract.event;

import org.jspecify.annotations.NullMarked;
