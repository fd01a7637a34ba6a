/// Tells those who have no Kafka: every event of `provenance-events`, by `POST`, as one JSON CloudEvent (structured mode).
///
/// Deliveries follow Standard Webhooks: `webhook-id` is the event's id and stays the same through all retries,
/// `webhook-timestamp` is the time of the attempt in seconds, and `webhook-signature` is `v1,` with the base64 of
/// HMAC-SHA256 over `id.timestamp.body`, keyed with what follows `whsec_` in the secret. Any 2xx answer is a receipt; no
/// redirect is followed; everything else is tried again, later and later, for days, and then given up. 410 gives up at once.
/// The order of events is not kept.
///
/// A receiver is never a door into the operator's network: only https, and only to addresses of the public internet, looked
/// up and checked for every attempt and connected to as checked.
@NullMarked
package dev.hallmark.provenance.webhooks;

import org.jspecify.annotations.NullMarked;
