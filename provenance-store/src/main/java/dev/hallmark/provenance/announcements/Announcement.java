package dev.hallmark.provenance.announcements;

import dev.hallmark.contract.event.AttestationsAdded;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.FileHeld;
import dev.hallmark.contract.event.FilePublished;
import dev.hallmark.contract.event.FileRejected;
import dev.hallmark.contract.event.ProvenanceChanged;
import dev.hallmark.contract.event.ReviewRequested;
import dev.hallmark.contract.event.UrlVerified;
import dev.hallmark.contract.event.VerdictChanged;
import dev.hallmark.provenance.catalogue.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/// An event of the store's own.
///
/// @param id made of what the event is about: the same however often it is told, so that consumers recognise it
/// @param at when it happened
public record Announcement(UUID id, Instant at, Event event) {

    public static Announcement of(FilePublished published) {
        return new Announcement(id("file-published", published.uploadId()), published.publishedAt(), published);
    }

    public static Announcement of(FileHeld held) {
        return new Announcement(id("file-held", held.uploadId()), held.heldAt(), held);
    }

    public static Announcement of(FileRejected rejected) {
        return new Announcement(id("file-rejected", rejected.uploadId()), rejected.rejectedAt(), rejected);
    }

    public static Announcement of(ProvenanceChanged changed) {
        return new Announcement(id("provenance-changed", changed.uploadId()), changed.at(), changed);
    }

    public static Announcement of(UrlVerified verified) {
        String url = verified.uploadId() + "/" + verified.label() + "/" + verified.url();
        return new Announcement(id("url-verified", url), verified.at(), verified);
    }

    public static Announcement of(AttestationsAdded added) {
        return new Announcement(id("attestations-added", added.submissionId()), added.at(), added);
    }

    public static Announcement of(VerdictChanged changed) {
        String verdict = changed.reviewId() + "/" + changed.uploadId() + "/" + Recorded.write(changed.identity());
        return new Announcement(id("verdict-changed", verdict), changed.at(), changed);
    }

    public static Announcement of(ReviewRequested requested) {
        String question = requested.reviewId() + "/" + requested.file().uploadId() + "/" + Recorded.write(requested.identity());
        return new Announcement(id("review-requested", question), requested.requestedAt(), requested);
    }

    private static UUID id(String kind, Object subject) {
        return UUID.nameUUIDFromBytes((kind + "/" + subject).getBytes(StandardCharsets.UTF_8));
    }
}
