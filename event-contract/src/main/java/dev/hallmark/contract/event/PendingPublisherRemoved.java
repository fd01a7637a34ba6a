package dev.hallmark.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Word;
import java.time.Instant;
import java.util.UUID;

/// A pending Trusted Publisher is gone without having created its project.
///
/// @param by who did it, for people
public record PendingPublisherRemoved(
        ProjectName project, UUID publisherId, Publisher publisher, Reason reason, Instant at, String by) implements Event {

    /// Why it is gone.
    public enum Reason implements Word {
        REMOVED,
        EXPIRED,
        /// Somebody else created the project first.
        PROJECT_TAKEN;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Reason fromWire(String word) {
            return Word.parse(Reason.class, word).orThrow();
        }
    }
}
