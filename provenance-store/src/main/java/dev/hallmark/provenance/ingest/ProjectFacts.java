package dev.hallmark.provenance.ingest;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.event.PendingPublisherAdded;
import dev.hallmark.contract.event.PendingPublisherRemoved;
import dev.hallmark.contract.event.PolicyChanged;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.contract.event.ProjectStatusChanged;
import dev.hallmark.contract.event.PublisherAdded;
import dev.hallmark.contract.event.PublisherReified;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.contract.event.ReleaseUnyanked;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.contract.event.UploadTokenMinted;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.catalogue.Releases;
import dev.hallmark.provenance.catalogue.Yank;
import dev.hallmark.provenance.history.History;
import dev.hallmark.provenance.history.HistoryEntry;
import dev.hallmark.provenance.history.UploadedBy;
import dev.hallmark.provenance.journal.Moment;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;

/// Records what upload-service tells of projects. Whatever comes first, a project's or a file's, the end is the same:
/// these facts are about a name or a version, which need no files. What a publisher published stays as it was recorded,
/// whatever becomes of the publisher.
@Singleton
final class ProjectFacts {

    private final Projects projects;
    private final Releases releases;
    private final History history;

    ProjectFacts(Projects projects, Releases releases, History history) {
        this.projects = projects;
        this.releases = releases;
        this.history = history;
    }

    Uni<Effect> record(ProjectCreated created, Moment moment) {
        return projects.recordCreation(created)
                .chain(_ -> projects.list(created.project()))
                .chain(_ -> tell(
                        created.project(),
                        moment,
                        created.at(),
                        new HistoryEntry.ProjectCreated(created.spelling(), created.by())))
                .replaceWith(new Effect.OnProject(Outcome.CHANGED));
    }

    Uni<Effect> record(ProjectStatusChanged changed, Moment moment) {
        return projects.changeStatus(changed.project(), changed.status(), changed.reason())
                .chain(_ -> tell(
                        changed.project(),
                        moment,
                        changed.at(),
                        new HistoryEntry.StatusChanged(changed.status(), changed.reason(), changed.by())))
                .replaceWith(new Effect.OnProject(Outcome.CHANGED));
    }

    /// Files to come included: the release need not have any yet.
    Uni<Effect> record(ReleaseYanked yanked, Moment moment) {
        return releases.add(yanked.project(), yanked.version())
                .chain(_ -> releases.yank(yanked.project(), yanked.version(), new Yank(yanked.reason())))
                .chain(_ -> tell(
                        yanked.project(),
                        moment,
                        yanked.at(),
                        new HistoryEntry.ReleaseYanked(yanked.version(), yanked.reason(), yanked.by())))
                .replaceWith(new Effect.OnProject(Outcome.CHANGED));
    }

    Uni<Effect> record(ReleaseUnyanked unyanked, Moment moment) {
        return releases.yank(unyanked.project(), unyanked.version(), null)
                .chain(_ -> tell(
                        unyanked.project(),
                        moment,
                        unyanked.at(),
                        new HistoryEntry.ReleaseUnyanked(unyanked.version(), unyanked.by())))
                .replaceWith(new Effect.OnProject(Outcome.CHANGED));
    }

    /// Nothing but history: each file carries the policy that it was accepted under.
    Uni<Effect> record(PolicyChanged changed, Moment moment) {
        return remember(
                changed.project(), moment, changed.at(), new HistoryEntry.PolicyChanged(changed.policy(), changed.by()));
    }

    Uni<Effect> record(PublisherAdded added, Moment moment) {
        return remember(added.project(), moment, added.at(), new HistoryEntry.PublisherAdded(
                added.publisherId(), added.publisher(), added.by()));
    }

    Uni<Effect> record(PublisherRemoved removed, Moment moment) {
        return remember(removed.project(), moment, removed.at(), new HistoryEntry.PublisherRemoved(
                removed.publisherId(), removed.publisher(), removed.by()));
    }

    Uni<Effect> record(PendingPublisherAdded added, Moment moment) {
        return remember(added.project(), moment, added.at(), new HistoryEntry.PendingPublisherAdded(
                added.publisherId(), added.publisher(), added.expiresAt(), added.by()));
    }

    Uni<Effect> record(PendingPublisherRemoved removed, Moment moment) {
        return remember(removed.project(), moment, removed.at(), new HistoryEntry.PendingPublisherGone(
                removed.publisherId(), removed.publisher(), removed.reason(), removed.by()));
    }

    Uni<Effect> record(PublisherReified reified, Moment moment) {
        return remember(reified.project(), moment, reified.at(), new HistoryEntry.PublisherReified(
                reified.publisherId(), reified.publisher()));
    }

    Uni<Effect> record(UploadTokenMinted minted, Moment moment) {
        return remember(minted.project(), moment, minted.at(), new HistoryEntry.UploadTokenMinted(
                minted.publisherId(),
                minted.publisher(),
                minted.tokenId(),
                UploadedBy.publicClaims(minted.claims()),
                minted.expiresAt()));
    }

    private Uni<Effect> remember(ProjectName project, Moment moment, Instant at, HistoryEntry entry) {
        return tell(project, moment, at, entry).replaceWith(new Effect.OnProject(Outcome.RECORDED));
    }

    private Uni<Void> tell(ProjectName project, Moment moment, Instant at, HistoryEntry entry) {
        return history.add(project, moment.number(), at, entry);
    }
}
