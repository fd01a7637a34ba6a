package dev.hallmark.provenance.ingest;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.event.AttestationsAdded;
import dev.hallmark.contract.event.AttestationsSubmitted;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.EventRecord;
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
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.ReleaseUnyanked;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.ReviewRequested;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.UploadTokenMinted;
import dev.hallmark.contract.event.UrlVerified;
import dev.hallmark.contract.event.VerdictChanged;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.provenance.announcements.Announcements;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.journal.Journal;
import dev.hallmark.provenance.journal.Moment;
import dev.hallmark.provenance.simple.SimplePages;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// Makes the effect of one event, and the event itself, durable in one transaction.
///
/// A crash before the commit leaves nothing behind, and the event comes again; after it, the event comes again and is
/// recognised. The project's row is locked from the first step on, so that one project changes one step at a time in
/// however many replicas.
///
/// An event about an upload can come before the upload's verdict, because they travel on different topics. It waits in the
/// journal and takes effect right after the verdict, in the same transaction: nobody sees a deleted file for a moment.
@Singleton
final class Ingest {

    private final Projects projects;
    private final Journal journal;
    private final Publication publication;
    private final ProjectFacts projectFacts;
    private final FileFacts fileFacts;
    private final Files files;
    private final SimplePages simplePages;
    private final Announcements announcements;
    private final Clock clock;

    Ingest(
            Projects projects,
            Journal journal,
            Publication publication,
            ProjectFacts projectFacts,
            FileFacts fileFacts,
            Files files,
            SimplePages simplePages,
            Announcements announcements,
            Clock clock) {
        this.projects = projects;
        this.journal = journal;
        this.publication = publication;
        this.projectFacts = projectFacts;
        this.fileFacts = fileFacts;
        this.files = files;
        this.simplePages = simplePages;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// @param record the event as it came
    Uni<Outcome> ingest(Received.Accepted accepted, EventRecord record) {
        Event event = accepted.event();
        Instant now = clock.instant();
        return Panache.withTransaction(() -> open(event)
                .chain(_ -> event instanceof VerdictReached reached
                        ? publication.recall(reached, now)
                        : Uni.createFrom().item(Optional.<Outcome>empty()))
                .chain(known -> known.isPresent()
                        ? Uni.createFrom().item(known.get())
                        : journal.add(accepted.id(), record, now).chain(moment -> moment.isEmpty()
                                ? repeat(event, now)
                                : take(moment.get(), accepted))));
    }

    /// The event came before. Who sent it again may have lost what was announced then.
    private Uni<Outcome> repeat(Event event, Instant now) {
        Uni<Void> told = event instanceof SubmissionJudged judged
                ? fileFacts.repeat(judged)
                : event instanceof HoldDecided decided ? publication.repeat(decided, now) : Uni.createFrom().voidItem();
        return told.replaceWith(Outcome.DUPLICATE);
    }

    /// Takes an event once more from the journal, in the caller's transaction, which renders the pages in the end.
    Uni<Void> replay(Journal.Entry entry) {
        Moment moment = entry.moment().replayed();
        return effect(moment, moment, entry.event())
                .chain(outcome -> outcome.isVisible()
                        ? projects.advance(entry.event().event().project(), moment.number())
                        : Uni.createFrom().voidItem())
                .chain(_ -> Panache.flush())
                .chain(_ -> Panache.getSession())
                .invoke(Mutiny.Session::clear)
                .replaceWithVoid();
    }

    private Uni<Void> open(Event event) {
        return projects.add(event.project(), spelling(event)).chain(_ -> projects.lock(event.project()));
    }

    /// How an event writes its project's name.
    static String spelling(Event event) {
        return event instanceof VerdictReached reached
                ? reached.file().projectSpelling()
                : event.project().normalized();
    }

    private Uni<Outcome> take(Moment moment, Received.Accepted accepted) {
        return effect(moment, moment, accepted)
                .call(outcome -> outcome.isVisible() ? show(accepted.event(), moment) : Uni.createFrom().voidItem());
    }

    /// The event's effect, and that of what has waited for it. Readers are shown all of it at once, afterwards.
    ///
    /// @param taken when the event itself was taken, before `moment` if it has waited
    private Uni<Outcome> effect(Moment moment, Moment taken, Received.Accepted accepted) {
        return apply(moment, accepted.event())
                .chain(effect -> switch (effect) {
                    case Effect.On on when on.outcome() == Outcome.WAITING ->
                        journal.park(on.uploadId(), taken).replaceWith(Outcome.WAITING);
                    case Effect.On on when on.outcome() == Outcome.DUPLICATE -> Uni.createFrom().item(Outcome.DUPLICATE);
                    case Effect.On on -> announcements.pass(moment, accepted.id(), accepted.event())
                            .chain(_ -> catchUp(moment, on));
                    case Effect.OnProject on -> announcements.pass(moment, accepted.id(), accepted.event())
                            .replaceWith(on.outcome());
                });
    }

    private Uni<Outcome> catchUp(Moment moment, Effect.On effect) {
        if (effect.outcome() != Outcome.PUBLISHED && effect.outcome() != Outcome.HELD) {
            return Uni.createFrom().item(effect.outcome());
        }
        return journal.unpark(effect.uploadId()).chain(waiting -> {
            Uni<Outcome> outcome = Uni.createFrom().item(effect.outcome());
            for (Journal.Entry entry : waiting) {
                outcome = outcome.chain(before -> effect(moment, entry.moment(), entry.event())
                        .map(next -> before.isVisible() || !next.isVisible() ? before : next));
            }
            return outcome;
        });
    }

    private Uni<Effect> apply(Moment moment, Event event) {
        return switch (event) {
            case VerdictReached reached -> publication.decide(reached, moment);
            case HoldDecided decided -> publication.decide(decided, moment);
            case FileDeleted deleted -> fileFacts.record(deleted, moment);
            case SubmissionJudged judged -> fileFacts.record(judged, moment);
            case ReviewConcluded concluded -> fileFacts.record(concluded, moment);
            case FileQuarantined quarantined -> fileFacts.record(quarantined, moment);
            case FileUnquarantined unquarantined -> fileFacts.record(unquarantined, moment);
            case ProjectCreated created -> projectFacts.record(created, moment);
            case PublisherAdded added -> projectFacts.record(added, moment);
            case PublisherRemoved removed -> projectFacts.record(removed, moment);
            case PendingPublisherAdded added -> projectFacts.record(added, moment);
            case PendingPublisherRemoved removed -> projectFacts.record(removed, moment);
            case PublisherReified reified -> projectFacts.record(reified, moment);
            case UploadTokenMinted minted -> projectFacts.record(minted, moment);
            case ReleaseYanked yanked -> projectFacts.record(yanked, moment);
            case ReleaseUnyanked unyanked -> projectFacts.record(unyanked, moment);
            case ProjectStatusChanged changed -> projectFacts.record(changed, moment);
            case PolicyChanged changed -> projectFacts.record(changed, moment);
            case UploadStaged _,
                    AttestationsSubmitted _,
                    ReviewRequested _,
                    FilePublished _,
                    FileRejected _,
                    FileHeld _,
                    UrlVerified _,
                    ProvenanceChanged _,
                    AttestationsAdded _,
                    VerdictChanged _ ->
                throw new IllegalArgumentException("no topic that is consumed here carries " + event.type());
        };
    }

    private Uni<Void> show(Event event, Moment moment) {
        return projects.advance(event.project(), moment.number())
                .chain(_ -> render(event))
                .chain(_ -> projects.changeListing(event.project()));
    }

    /// As little as the event, and what waited for its file, can have changed.
    private Uni<Void> render(Event event) {
        ProjectName project = event.project();
        return switch (event) {
            case VerdictReached reached ->
                simplePages.renderFile(project, reached.file().version(), reached.file().filename());
            case FileDeleted deleted -> simplePages.renderFile(project, deleted.version(), deleted.filename());
            case FileQuarantined quarantined ->
                simplePages.renderFile(project, quarantined.version(), quarantined.filename());
            case SubmissionJudged judged -> simplePages.renderFile(project, judged.version(), judged.filename());
            case FileUnquarantined shown -> simplePages.renderFile(project, shown.version(), shown.filename());
            case ReleaseYanked yanked -> simplePages.renderRelease(project, yanked.version());
            case ReleaseUnyanked unyanked -> simplePages.renderRelease(project, unyanked.version());
            case HoldDecided decided -> renderUpload(project, decided.uploadId());
            case ReviewConcluded concluded -> renderUpload(project, concluded.uploadId());
            case ProjectCreated _, ProjectStatusChanged _ -> simplePages.renderStatus(project);
            case PublisherAdded _,
                    PublisherRemoved _,
                    PendingPublisherAdded _,
                    PendingPublisherRemoved _,
                    PublisherReified _,
                    UploadTokenMinted _,
                    PolicyChanged _,
                    UploadStaged _,
                    AttestationsSubmitted _,
                    ReviewRequested _,
                    FilePublished _,
                    FileRejected _,
                    FileHeld _,
                    UrlVerified _,
                    ProvenanceChanged _,
                    AttestationsAdded _,
                    VerdictChanged _ ->
                simplePages.render(project);
        };
    }

    private Uni<Void> renderUpload(ProjectName project, UUID uploadId) {
        return files.find(uploadId).map(Optional::orElseThrow).map(PublishedFile::staged).chain(file ->
                simplePages.renderFile(project, file.version(), file.filename()));
    }
}
