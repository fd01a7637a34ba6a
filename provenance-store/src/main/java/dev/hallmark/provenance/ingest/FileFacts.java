package dev.hallmark.provenance.ingest;

import dev.hallmark.contract.event.FileDeleted;
import dev.hallmark.contract.event.FileQuarantined;
import dev.hallmark.contract.event.FileUnquarantined;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.provenance.catalogue.FileState;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.history.History;
import dev.hallmark.provenance.history.HistoryEntry;
import dev.hallmark.provenance.journal.Moment;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/// Records what happens to a file after its verdict. What comes before the verdict waits for it.
@Singleton
final class FileFacts {

    private final Files files;
    private final History history;

    FileFacts(Files files, History history) {
        this.files = files;
        this.history = history;
    }

    /// Found by its name, which only one file ever had: the same bytes may have been uploaded twice.
    Uni<Effect> record(FileDeleted deleted, Moment moment) {
        return files.findByName(deleted.project(), deleted.filename()).chain(file -> {
            if (file.isEmpty()) {
                return unknown(deleted.uploadId());
            }
            if (file.get().state() == FileState.DELETED) {
                return effect(deleted.uploadId(), Outcome.RECORDED);
            }
            return files.changeState(file.get().uploadId(), FileState.DELETED)
                    .chain(_ -> history.add(deleted.project(), moment.number(), deleted.at(), new HistoryEntry.FileDeleted(
                            deleted.version(), deleted.filename(), file.get().sha256(), deleted.by())))
                    .chain(_ -> effect(deleted.uploadId(), Outcome.CHANGED));
        });
    }

    Uni<Effect> record(FileQuarantined quarantined, Moment moment) {
        return files.findByName(quarantined.project(), quarantined.filename()).chain(file -> {
            if (file.isEmpty()) {
                return unknown(quarantined.uploadId());
            }
            if (file.get().state() != FileState.PUBLISHED) {
                return effect(quarantined.uploadId(), Outcome.RECORDED);
            }
            return files.changeState(file.get().uploadId(), FileState.QUARANTINED)
                    .chain(_ -> history.add(
                            quarantined.project(),
                            moment.number(),
                            quarantined.at(),
                            new HistoryEntry.FileQuarantined(
                                    quarantined.version(),
                                    quarantined.filename(),
                                    file.get().sha256(),
                                    quarantined.reason(),
                                    quarantined.by())))
                    .chain(_ -> effect(quarantined.uploadId(), Outcome.CHANGED));
        });
    }

    Uni<Effect> record(FileUnquarantined lifted, Moment moment) {
        return files.findByName(lifted.project(), lifted.filename()).chain(file -> {
            if (file.isEmpty()) {
                return unknown(lifted.uploadId());
            }
            if (file.get().state() != FileState.QUARANTINED) {
                return effect(lifted.uploadId(), Outcome.RECORDED);
            }
            return files.changeState(file.get().uploadId(), FileState.PUBLISHED)
                    .chain(_ -> history.add(lifted.project(), moment.number(), lifted.at(), new HistoryEntry.FileUnquarantined(
                            lifted.version(), lifted.filename(), file.get().sha256(), lifted.by())))
                    .chain(_ -> effect(lifted.uploadId(), Outcome.CHANGED));
        });
    }

    Uni<Effect> record(SubmissionJudged judged, Moment moment) {
        return effect(judged.uploadId(), Outcome.RECORDED);
    }

    Uni<Effect> record(ReviewConcluded concluded, Moment moment) {
        return effect(concluded.uploadId(), Outcome.RECORDED);
    }

    /// Of an upload that was refused nothing more is to be known.
    private Uni<Effect> unknown(UUID uploadId) {
        return files.refusal(uploadId).chain(refusal ->
                effect(uploadId, refusal.isPresent() ? Outcome.RECORDED : Outcome.WAITING));
    }

    private static Uni<Effect> effect(UUID uploadId, Outcome outcome) {
        return Uni.createFrom().item(new Effect.On(uploadId, outcome));
    }
}
