/// Publishes: consumes verdicts and facts about projects, records them for ever, and serves all that is read.
///
/// Start reading in `ingest`: [dev.hallmark.provenance.ingest] turns one event into one transaction. What it records is
/// the business of `journal`, `catalogue`, `urls`, `states` and `history`; what is served lies in `simple`, `integrity`,
/// `files`, `standing`, `feeds` and `pages`; what administrators decide in `audit` and `webhooks`.
///
/// Its external effects, and what a fault during each leaves behind:
///
/// | effect | fault | what is left | what heals it | proven by |
/// |---|---|---|---|---|
/// | transaction of one event | crash, or database gone, before the commit | nothing | the record comes again | `DatabaseDownTest` |
/// | the same | crash after the commit, before the acknowledgement | the effect, once | the record comes again and is recognised | `IngestTest` |
/// | the same | the database refuses the content | nothing | dead letter; the records behind it go on | `IngestTest` |
/// | announcement on Kafka | Kafka gone | the outbox row | the relay tries again; readers notice nothing | end-to-end |
/// | the same | crash after Kafka's acknowledgement, before the commit | the outbox row | sent again under the same id | `IngestTest` |
/// | the same | lost for good | a file its uploader still waits for | the verdict comes again and is announced again | `IngestTest` |
/// | dead letter on Kafka | Kafka gone | the record, not acknowledged | tried again for as long as it takes | end-to-end |
/// | delivery to a webhook's receiver | the receiver is down, slow, or redirects | the queued row | tried again for days, under the same id | `WebhooksTest` |
/// | the same | crash after its answer, before the commit | the queued row, claimed for a minute | sent again under the same id | `WebhooksTest` |
/// | question of a review on Kafka | lost for good | the item, asked | asked again after ten minutes | `AuditApiTest` |
/// | a file that follows a quarantine | crash between the event and its mark | the open item | taken again and recognised | `AuditApiTest` |
/// | a rebuild | crash | the project as it was before or after | asked for again | `RebuildTest` |
/// | reading the database | database gone | nothing | 503 and `Retry-After`; not ready, but alive | `DatabaseDownTest` |
/// | reading a blob | missing, truncated or altered | nothing | 503, a metric, a log line; never a short answer | `FilesApiTest` |
/// | sending a file | the client goes away, or the blob shrinks meanwhile | nothing: the file is closed, the connection broken | the client's retry | `FilesApiTest` |
@NullMarked
package dev.hallmark.provenance;

import org.jspecify.annotations.NullMarked;
