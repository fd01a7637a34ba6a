/// The Quarkus service around the [dev.hallmark.verifier.verification.Judge]: Kafka, configuration, health, metrics.
///
/// It takes batches of `uploads` from Kafka, judges them on a bounded pool and writes one verdict each to `verdicts`, in
/// the order of the records; only when Kafka has acknowledged the verdicts are the uploads acknowledged. Reviews come on
/// a channel of their own and are judged one at a time. What happens when something goes wrong:
///
/// | trouble | consequence |
/// |---|---|
/// | the attestation is hostile or wrong | a verdict, *rejected*: the only trouble that becomes one |
/// | the trust root doesn't know the log or an authority, and has a source of newer ones | it waits in memory until the root was read again, then it is judged anew |
/// | a source of trust roots can't be read | the last good root stays, and what waits goes on waiting |
/// | the record isn't one of ours, or was altered | dead-letter topic; it names no upload that could be judged |
/// | judging throws: a fault of ours | tried again, then dead-letter topic, without a verdict; upload-service sends the upload again until it has one, so a repaired verifier decides it |
/// | Kafka doesn't take verdicts | the same verdicts again, until it does; not ready meanwhile |
/// | this process dies | the uploads come again and get the same verdicts under the same event ids |
@NullMarked
package dev.hallmark.verifier.service;

import org.jspecify.annotations.NullMarked;
