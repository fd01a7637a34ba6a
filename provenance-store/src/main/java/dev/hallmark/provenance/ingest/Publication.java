package dev.hallmark.provenance.ingest;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.FileHeld;
import dev.hallmark.contract.event.FilePublished;
import dev.hallmark.contract.event.FileRejected;
import dev.hallmark.contract.event.HoldDecided;
import dev.hallmark.contract.event.ProvenanceChanged;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.UrlVerified;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.provenance.StoreConfiguration;
import dev.hallmark.provenance.announcements.Announcement;
import dev.hallmark.provenance.announcements.Announcements;
import dev.hallmark.provenance.audit.Compromises;
import dev.hallmark.provenance.catalogue.FileState;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.HeldFiles;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.Refusal;
import dev.hallmark.provenance.catalogue.Releases;
import dev.hallmark.provenance.catalogue.StoredFile;
import dev.hallmark.provenance.history.History;
import dev.hallmark.provenance.history.HistoryEntry;
import dev.hallmark.provenance.history.UploadedBy;
import dev.hallmark.provenance.journal.Journal;
import dev.hallmark.provenance.journal.Moment;
import dev.hallmark.provenance.states.FileProvenance;
import dev.hallmark.provenance.states.Finding;
import dev.hallmark.provenance.states.ReleaseProvenance;
import dev.hallmark.provenance.urls.ReleaseOrder;
import dev.hallmark.provenance.urls.UrlDecision;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What becomes of an upload that has its verdict: it is published, held or refused. Whichever it is, upload-service is
/// told, and told again when the verdict comes again.
@Singleton
final class Publication {

    private final Projects projects;
    private final Releases releases;
    private final Files files;
    private final HeldFiles heldFiles;
    private final Compromises compromises;
    private final Journal journal;
    private final History history;
    private final Announcements announcements;
    private final boolean laterFilesMayVerify;

    Publication(
            Projects projects,
            Releases releases,
            Files files,
            HeldFiles heldFiles,
            Compromises compromises,
            Journal journal,
            History history,
            Announcements announcements,
            StoreConfiguration configuration) {
        this.projects = projects;
        this.releases = releases;
        this.files = files;
        this.heldFiles = heldFiles;
        this.compromises = compromises;
        this.journal = journal;
        this.history = history;
        this.announcements = announcements;
        this.laterFilesMayVerify = configuration.urls().laterFilesMayVerify();
    }

    /// A verdict is recognised by its upload, whatever the id of the event that tells of it. upload-service may have lost
    /// what was announced, and asks again by sending the upload again.
    ///
    /// @return empty for an upload that is new here
    Uni<Optional<Outcome>> recall(VerdictReached reached, Instant now) {
        UUID uploadId = reached.file().uploadId();
        return files.knows(uploadId)
                .chain(known -> switch (known) {
                    case NOT_YET -> recallSameBytes(reached, now);
                    case PUBLISHED -> files.find(uploadId)
                            .chain(file -> announcements.repeat(published(file.orElseThrow())))
                            .replaceWith(Optional.of(Outcome.DUPLICATE));
                    case HELD -> heldFiles.find(uploadId)
                            .chain(held -> announcements.repeat(held(held.orElseThrow())))
                            .replaceWith(Optional.of(Outcome.DUPLICATE));
                    case REFUSED -> files.refusal(uploadId)
                            .chain(refusal -> announcements.repeat(rejected(reached.file(), refusal.orElseThrow(), now)))
                            .replaceWith(Optional.of(Outcome.DUPLICATE));
                });
    }

    /// The same bytes under another upload: what it asks for is the case already.
    private Uni<Optional<Outcome>> recallSameBytes(VerdictReached reached, Instant now) {
        StagedFile file = reached.file();
        if (reached.verdict() instanceof Verdict.Rejected) {
            return Uni.createFrom().item(Optional.empty());
        }
        return files.findByName(file.project(), file.filename())
                .chain(holder -> holder.filter(shown -> shown.state() == FileState.PUBLISHED)
                                .filter(shown -> shown.sha256().equals(file.sha256()))
                                .isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : announcements.repeat(published(file, reached.verdict() instanceof Verdict.Verified, now))
                                .replaceWith(Optional.of(Outcome.DUPLICATE)));
    }

    Uni<Effect> decide(VerdictReached reached, Moment moment) {
        return switch (reached.verdict()) {
            case Verdict.Rejected rejected -> refuse(reached, Refusal.of(rejected), moment);
            case Verdict.Verified _, Verdict.Unattested _ -> objection(reached, moment)
                    .chain(refusal -> refusal.isPresent()
                            ? refuse(reached, refusal.get(), moment)
                            : publishUnlessHeld(reached, moment));
        };
    }

    /// An owner other than the uploader approved a held file, or refused it.
    Uni<Effect> decide(HoldDecided decided, Moment moment) {
        return heldFiles.find(decided.uploadId()).chain(found -> {
            if (found.isEmpty()) {
                return files.knows(decided.uploadId()).map(known -> new Effect.On(
                        decided.uploadId(), known == Files.Known.NOT_YET ? Outcome.WAITING : Outcome.RECORDED));
            }
            HeldFiles.Held held = found.get();
            return heldFiles.release(held.uploadId())
                    .chain(_ -> history.add(decided.project(), moment.number(), decided.at(), new HistoryEntry.HoldDecided(
                            held.version(), held.filename(), held.sha256(), decided.approved(), decided.by())))
                    .chain(_ -> journal.find(held.verdict()))
                    .chain(verdict -> decided.approved()
                            ? finding(verdictOf(verdict))
                                    .chain(finding -> publish(verdictOf(verdict), finding, moment))
                            : refuse(
                                    verdictOf(verdict),
                                    new Refusal(Refusal.HOLD_REFUSED, "the approval of an owner", "a refusal"),
                                    moment));
        });
    }

    /// Tells again what a decision led to.
    Uni<Void> repeat(HoldDecided decided, Instant now) {
        UUID uploadId = decided.uploadId();
        return files.knows(uploadId).chain(known -> switch (known) {
            case PUBLISHED -> files.find(uploadId).chain(file -> announcements.repeat(published(file.orElseThrow())));
            case REFUSED -> files.refused(uploadId)
                    .chain(file -> files.refusal(uploadId)
                            .chain(refusal -> announcements.repeat(rejected(file, refusal.orElseThrow(), now))));
            case NOT_YET, HELD -> Uni.createFrom().voidItem();
        });
    }

    private static VerdictReached verdictOf(Journal.Entry entry) {
        return (VerdictReached) entry.event().event();
    }

    private Uni<Optional<Refusal>> objection(VerdictReached reached, Moment moment) {
        return nameTaken(reached.file()).chain(taken -> taken.isPresent()
                ? Uni.createFrom().item(taken)
                : compromised(reached.verdict(), moment));
    }

    private Uni<Optional<Refusal>> compromised(Verdict verdict, Moment moment) {
        List<VerifiedAttestation> attestations =
                verdict instanceof Verdict.Verified verified ? verified.attestations() : List.of();
        return compromises.covering(attestations, moment.at())
                .map(compromise -> compromise.map(declared -> new Refusal(
                        Refusal.IDENTITY_COMPROMISED,
                        "a signature from outside of " + declared.criteria().from() + " to " + declared.criteria().to(),
                        "one of an identity that was declared compromised for that time")));
    }

    /// A name belongs to one file for ever, also to a deleted one, and to one that is held.
    private Uni<Optional<Refusal>> nameTaken(StagedFile file) {
        return files.findByName(file.project(), file.filename())
                .chain(holder -> holder.isPresent()
                        ? Uni.createFrom().item(Optional.of(taken(file, holder.map(StoredFile::sha256).orElseThrow().hex())))
                        : heldFiles.findByName(file.project(), file.filename())
                                .map(held -> held.map(other -> taken(file, other.sha256().hex()))));
    }

    private static Refusal taken(StagedFile file, String holder) {
        return new Refusal(Refusal.NAME_TAKEN, holder, file.sha256().hex());
    }

    private Uni<Effect> publishUnlessHeld(VerdictReached reached, Moment moment) {
        ProjectPolicy policy = reached.file().policyOrInitial();
        return finding(reached).chain(finding ->
                finding.filter(found -> found.reaction(policy) == ProjectPolicy.Reaction.HOLD).isPresent()
                        ? hold(reached, finding.get(), moment)
                        : publish(reached, finding, moment));
    }

    /// What the file means for the provenance of its project.
    private Uni<Optional<Finding>> finding(VerdictReached reached) {
        StagedFile file = reached.file();
        return releases.before(file.project(), file.version(), file.uploadedAt()).chain(before -> before.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : provenanceOf(file.project(), before.get())
                        .chain(earlier -> provenanceOf(file.project(), file.version())
                                .map(own -> Finding.of(Files.provenanceOf(reached), own, earlier))));
    }

    private Uni<Optional<ReleaseProvenance>> provenanceOf(ProjectName project, Version version) {
        return files.provenanceOf(project, version)
                .map((List<FileProvenance> ofRelease) ->
                        ofRelease.isEmpty() ? Optional.empty() : Optional.of(ReleaseProvenance.of(ofRelease)));
    }

    private Uni<Effect> publish(VerdictReached reached, Optional<Finding> finding, Moment moment) {
        StagedFile file = reached.file();
        ProjectName project = file.project();
        return releases.add(project, file.version())
                .chain(_ -> releases.date(project, file.version(), file.uploadedAt()))
                .chain(_ -> files.publish(reached, moment.at()))
                .chain(_ -> projects.list(project))
                .chain(_ -> history.add(project, moment.number(), moment.at(), historyOfPublished(reached)))
                .chain(_ -> decideUrls(project, file.version(), moment))
                .chain(_ -> announcements.add(moment, published(file, reached.verdict() instanceof Verdict.Verified, moment.at())))
                .chain(_ -> finding.filter(Finding::first).isPresent()
                        ? tellOfProvenance(file, finding.get(), moment)
                        : Uni.createFrom().voidItem())
                .replaceWith(new Effect.On(file.uploadId(), Outcome.PUBLISHED));
    }

    private Uni<Void> tellOfProvenance(StagedFile file, Finding finding, Moment moment) {
        boolean warned = finding.reaction(file.policyOrInitial()) != ProjectPolicy.Reaction.ALLOW;
        return history.add(file.project(), moment.number(), moment.at(), new HistoryEntry.ProvenanceChange(
                        file.version(),
                        finding.before().version(),
                        finding.kind(),
                        finding.before().publish().by(),
                        finding.identities(),
                        file.filename(),
                        warned))
                .chain(_ -> announcements.add(
                        moment,
                        Announcement.of(new ProvenanceChanged(
                                file.project(),
                                file.version(),
                                finding.before().version(),
                                finding.kind(),
                                finding.before().publish().by(),
                                finding.identities(),
                                file.uploadId(),
                                file.filename(),
                                moment.at()))));
    }

    private Uni<Effect> hold(VerdictReached reached, Finding finding, Moment moment) {
        StagedFile file = reached.file();
        HeldFiles.Held held = new HeldFiles.Held(
                file.uploadId(),
                file.project(),
                file.version(),
                file.filename(),
                file.sha256(),
                finding.code(),
                finding.expected(),
                finding.actual(),
                moment.at(),
                moment.number());
        return heldFiles.hold(held)
                .chain(_ -> history.add(file.project(), moment.number(), moment.at(), new HistoryEntry.FileHeld(
                        file.version(),
                        file.filename(),
                        file.sha256(),
                        held.code(),
                        held.expected(),
                        held.actual(),
                        UploadedBy.of(file.uploader()))))
                .chain(_ -> announcements.add(moment, held(held)))
                .replaceWith(new Effect.On(file.uploadId(), Outcome.HELD));
    }

    private Uni<Effect> refuse(VerdictReached reached, Refusal refusal, Moment moment) {
        StagedFile file = reached.file();
        return files.refuse(reached, refusal, moment.at())
                .chain(_ -> history.add(file.project(), moment.number(), moment.at(), historyOfRefused(file, refusal)))
                // A later upload of the release may have waited for this one.
                .chain(_ -> decideUrls(file.project(), file.version(), moment))
                .chain(_ -> announcements.add(moment, rejected(file, refusal, moment.at())))
                .replaceWith(new Effect.On(file.uploadId(), Outcome.REFUSED));
    }

    /// Once the release's first file is known, and never again; later files can at most raise what that one left unproven.
    private Uni<Void> decideUrls(ProjectName project, Version version, Moment moment) {
        return releases.find(project, version).chain(release -> {
            if (release.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            if (release.get().urls().isPresent()) {
                return raiseUrls(project, version, release.get().urls().get(), moment);
            }
            return files.uploadsOf(project, version)
                    .map(ReleaseOrder::firstPublished)
                    .chain(first -> first.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : files.find(first.get()).chain(file -> decideUrls(file.orElseThrow(), moment)));
        });
    }

    private Uni<Void> decideUrls(PublishedFile first, Moment moment) {
        StagedFile file = first.staged();
        UrlDecision decision = UrlDecision.by(file, first.proofs(), moment.at());
        return releases.decide(file.project(), file.version(), decision)
                .chain(_ -> tellOfUrls(file.project(), file.version(), decision, decision.verifiedUrls(), moment))
                .chain(_ -> raiseUrls(file.project(), file.version(), decision, moment));
    }

    /// All files of the release have their say, in the order of upload: the verdict of a later one may have come first.
    private Uni<Void> raiseUrls(ProjectName project, Version version, UrlDecision decided, Moment moment) {
        if (!laterFilesMayVerify || decided.urls().stream().allMatch(UrlDecision.Url::verified)) {
            return Uni.createFrom().voidItem();
        }
        return files.ofRelease(project, version).chain(ofRelease -> {
            UrlDecision raised = decided;
            for (PublishedFile file : ofRelease) {
                raised = raised.raisedBy(file.staged(), file.proofs());
            }
            if (raised.equals(decided)) {
                return Uni.createFrom().voidItem();
            }
            List<UrlDecision.Url> news = new ArrayList<>(raised.verifiedUrls());
            news.removeAll(decided.verifiedUrls());
            UrlDecision decision = raised;
            return releases.raise(project, version, decision)
                    .chain(_ -> tellOfUrls(project, version, decision, news, moment));
        });
    }

    private Uni<Void> tellOfUrls(
            ProjectName project, Version version, UrlDecision decision, List<UrlDecision.Url> news, Moment moment) {
        Uni<Void> told = history.add(project, moment.number(), moment.at(), new HistoryEntry.UrlsDecided(version, decision));
        for (UrlDecision.Url url : news) {
            UrlDecision.By proof = decision.provenBy(url);
            Publisher publisher = proof.publisher();
            if (publisher != null) {
                told = told.chain(_ -> announcements.add(
                        moment,
                        Announcement.of(new UrlVerified(
                                project, version, url.label(), url.url(), proof.uploadId(), publisher, moment.at()))));
            }
        }
        return told;
    }

    private static Announcement published(PublishedFile file) {
        return published(file.staged(), !file.attestations().isEmpty(), file.publishedAt());
    }

    private static Announcement published(StagedFile file, boolean attested, Instant publishedAt) {
        return Announcement.of(new FilePublished(
                file.uploadId(),
                file.project(),
                file.version(),
                file.filename(),
                file.sha256(),
                attested,
                publishedAt));
    }

    private static Announcement held(HeldFiles.Held held) {
        return Announcement.of(new FileHeld(
                held.uploadId(),
                held.project(),
                held.version(),
                held.filename(),
                held.code(),
                held.expected(),
                held.actual(),
                held.heldAt()));
    }

    private static Announcement rejected(StagedFile file, Refusal refusal, Instant at) {
        return Announcement.of(new FileRejected(
                file.uploadId(),
                file.project(),
                file.version(),
                file.filename(),
                refusal.code(),
                refusal.expected(),
                refusal.actual(),
                at));
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
