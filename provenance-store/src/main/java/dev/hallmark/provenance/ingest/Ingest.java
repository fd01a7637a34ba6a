package dev.hallmark.provenance.ingest;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.AttestationsAdded;
import dev.hallmark.contract.event.AttestationsSubmitted;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.FileDeleted;
import dev.hallmark.contract.event.FileHeld;
import dev.hallmark.contract.event.FilePublished;
import dev.hallmark.contract.event.FileQuarantined;
import dev.hallmark.contract.event.FileRejected;
import dev.hallmark.contract.event.FileUnquarantined;
import dev.hallmark.contract.event.HoldDecided;
import dev.hallmark.contract.event.PendingPublisherAdded;
import dev.hallmark.contract.event.PendingPublisherRemoved;
import dev.hallmark.contract.event.PolicyChanged;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.contract.event.ProjectStatusChanged;
import dev.hallmark.contract.event.ProvenanceChanged;
import dev.hallmark.contract.event.PublisherAdded;
import dev.hallmark.contract.event.PublisherReified;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.contract.event.ReleaseUnyanked;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.ReviewRequested;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.UploadTokenMinted;
import dev.hallmark.contract.event.UrlVerified;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictChanged;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.provenance.announcements.Announcements;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.Refusal;
import dev.hallmark.provenance.catalogue.Releases;
import dev.hallmark.provenance.history.History;
import dev.hallmark.provenance.history.HistoryEntry;
import dev.hallmark.provenance.history.UploadedBy;
import dev.hallmark.provenance.simple.SimplePages;
import dev.hallmark.provenance.urls.ReleaseOrder;
import dev.hallmark.provenance.urls.UrlDecision;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/// Makes the effect of one event, and the fact that it was processed, durable in one transaction.
///
/// A crash before the commit leaves nothing behind, and the event comes again; after it, the event comes again and is
/// recognised. The project's row is locked from the first step on, so that one project changes one step at a time in
/// however many replicas.
@Singleton
final class Ingest {

    /// What became of an event.
    enum Outcome {
        PUBLISHED,
        REFUSED,
        RECORDED,
        DUPLICATE
    }

    private final ProcessedEvents processedEvents;
    private final Projects projects;
    private final Releases releases;
    private final Files files;
    private final History history;
    private final SimplePages simplePages;
    private final Announcements announcements;
    private final Clock clock;

    Ingest(
            ProcessedEvents processedEvents,
            Projects projects,
            Releases releases,
            Files files,
            History history,
            SimplePages simplePages,
            Announcements announcements,
            Clock clock) {
        this.processedEvents = processedEvents;
        this.projects = projects;
        this.releases = releases;
        this.files = files;
        this.history = history;
        this.simplePages = simplePages;
        this.announcements = announcements;
        this.clock = clock;
    }

    Uni<Outcome> ingest(UUID eventId, Event event) {
        Instant now = clock.instant();
        return Panache.withTransaction(() -> processedEvents.add(eventId, now).chain(first -> switch (event) {
            case VerdictReached reached -> record(reached, now);
            case ProjectCreated created -> first ? record(created) : duplicate();
            case PublisherAdded added -> first ? record(added) : duplicate();
            case PublisherRemoved removed -> first ? record(removed) : duplicate();
            case SubmissionJudged _,
                    ReviewConcluded _,
                    PendingPublisherAdded _,
                    PendingPublisherRemoved _,
                    PublisherReified _,
                    UploadTokenMinted _,
                    ReleaseYanked _,
                    ReleaseUnyanked _,
                    FileDeleted _,
                    ProjectStatusChanged _,
                    PolicyChanged _,
                    HoldDecided _ ->
                Uni.createFrom().item(first ? Outcome.RECORDED : Outcome.DUPLICATE);
            case UploadStaged _,
                    FilePublished _,
                    FileRejected _,
                    FileHeld _,
                    UrlVerified _,
                    ProvenanceChanged _,
                    AttestationsAdded _,
                    VerdictChanged _,
                    FileQuarantined _,
                    FileUnquarantined _,
                    AttestationsSubmitted _,
                    ReviewRequested _ ->
                throw new IllegalArgumentException("no topic that is consumed here carries " + event.type());
        }));
    }

    /// A verdict is recognised by its upload, whatever the id of the event that tells of it.
    private Uni<Outcome> record(VerdictReached reached, Instant now) {
        StagedFile file = reached.file();
        return projects.add(file.project(), file.projectSpelling())
                .chain(_ -> projects.lock(file.project()))
                .chain(_ -> files.knows(file.uploadId()))
                .chain(known -> switch (known) {
                    case NOT_YET -> switch (reached.verdict()) {
                        case Verdict.Verified _, Verdict.Unattested _ -> publishUnlessTaken(reached, now);
                        case Verdict.Rejected rejected -> refuse(reached, Refusal.of(rejected), now);
                    };
                    case PUBLISHED -> announceAgain(file.uploadId());
                    case REFUSED -> duplicate();
                });
    }

    private Uni<Outcome> publishUnlessTaken(VerdictReached reached, Instant now) {
        StagedFile file = reached.file();
        return files.findByName(file.project(), file.filename()).chain(holder -> {
            if (holder.isEmpty()) {
                return publish(reached, now);
            }
            return holder.get().sha256().equals(file.sha256())
                    // The same bytes under another upload: what it asks for is the case already.
                    ? announcements.add(published(reached, now)).replaceWith(Outcome.DUPLICATE)
                    : refuse(
                            reached,
                            new Refusal(Refusal.NAME_TAKEN, holder.get().sha256().hex(), file.sha256().hex()),
                            now);
        });
    }

    private Uni<Outcome> publish(VerdictReached reached, Instant now) {
        StagedFile file = reached.file();
        ProjectName project = file.project();
        return releases.add(project, file.version())
                .chain(_ -> files.publish(reached, now))
                .chain(_ -> history.add(project, now, historyOfPublished(reached)))
                .chain(_ -> decideUrls(project, file.version(), now))
                .chain(_ -> announcements.add(published(reached, now)))
                .chain(_ -> show(project, () -> simplePages.renderFile(project, file.version(), file.filename())))
                .replaceWith(Outcome.PUBLISHED);
    }

    private Uni<Outcome> refuse(VerdictReached reached, Refusal refusal, Instant now) {
        StagedFile file = reached.file();
        return files.refuse(reached, refusal, now)
                .chain(_ -> history.add(file.project(), now, historyOfRefused(file, refusal)))
                // A later upload of the release may have waited for this one.
                .chain(_ -> decideUrls(file.project(), file.version(), now))
                .replaceWith(Outcome.REFUSED);
    }

    /// Once the release's first file is known, and never again.
    private Uni<Void> decideUrls(ProjectName project, Version version, Instant now) {
        return releases.find(project, version).chain(release -> {
            if (release.isEmpty() || release.get().urls().isPresent()) {
                return Uni.createFrom().voidItem();
            }
            return files.uploadsOf(project, version)
                    .map(ReleaseOrder::firstPublished)
                    .chain(first -> first.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : files.find(first.get()).chain(file -> decideUrls(file.orElseThrow(), now)));
        });
    }

    private Uni<Void> decideUrls(PublishedFile first, Instant now) {
        StagedFile file = first.staged();
        UrlDecision decision = UrlDecision.by(file, first.proofs(), now);
        return releases.decide(file.project(), file.version(), decision)
                .chain(_ -> history.add(file.project(), now, new HistoryEntry.UrlsDecided(file.version(), decision)));
    }

    /// upload-service may have lost the announcement, and asks again by sending the upload again.
    private Uni<Outcome> announceAgain(UUID uploadId) {
        return files.find(uploadId)
                .chain(file -> announcements.add(published(file.orElseThrow())))
                .replaceWith(Outcome.DUPLICATE);
    }

    private Uni<Outcome> record(ProjectCreated created) {
        return projects.add(created.project(), created.spelling())
                .chain(_ -> projects.lock(created.project()))
                .chain(_ -> projects.recordCreation(created))
                .chain(_ -> history.add(
                        created.project(),
                        created.at(),
                        new HistoryEntry.ProjectCreated(created.spelling(), created.by())))
                .chain(_ -> show(created.project(), () -> simplePages.renderStatus(created.project())))
                .replaceWith(Outcome.RECORDED);
    }

    private Uni<Outcome> record(PublisherAdded added) {
        return record(added.project(), added.at(), new HistoryEntry.PublisherAdded(
                added.publisherId(), added.publisher(), added.by()));
    }

    /// Nothing but history: what the publisher published stays as it was recorded.
    private Uni<Outcome> record(PublisherRemoved removed) {
        return record(removed.project(), removed.at(), new HistoryEntry.PublisherRemoved(
                removed.publisherId(), removed.publisher(), removed.by()));
    }

    private Uni<Outcome> record(ProjectName project, Instant at, HistoryEntry entry) {
        return projects.add(project, project.normalized())
                .chain(_ -> projects.lock(project))
                .chain(_ -> history.add(project, at, entry))
                .replaceWith(Outcome.RECORDED);
    }

    private Uni<Void> show(ProjectName project, Supplier<Uni<Void>> rendering) {
        return projects.advance(project)
                .chain(_ -> rendering.get())
                .chain(_ -> projects.changeListing(project));
    }

    private static Uni<Outcome> duplicate() {
        return Uni.createFrom().item(Outcome.DUPLICATE);
    }

    private static FilePublished published(VerdictReached reached, Instant now) {
        return published(reached.file(), reached.verdict() instanceof Verdict.Verified, now);
    }

    private static FilePublished published(PublishedFile file) {
        return published(file.staged(), !file.attestations().isEmpty(), file.publishedAt());
    }

    private static FilePublished published(StagedFile file, boolean attested, Instant publishedAt) {
        return new FilePublished(
                file.uploadId(),
                file.project(),
                file.version(),
                file.filename(),
                file.sha256(),
                attested,
                publishedAt);
    }

    private static HistoryEntry historyOfPublished(VerdictReached reached) {
        StagedFile file = reached.file();
        return new HistoryEntry.FilePublished(
                file.version(),
                file.filename(),
                file.sha256(),
                reached.verdict() instanceof Verdict.Verified,
                UploadedBy.of(file.uploader()));
    }

    private static HistoryEntry historyOfRefused(StagedFile file, Refusal refusal) {
        return new HistoryEntry.FileRefused(
                file.version(), file.filename(), file.sha256(), refusal.code(), UploadedBy.of(file.uploader()));
    }
}
