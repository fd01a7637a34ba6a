package dev.hallmark.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/// A pending Trusted Publisher is gone without having created its project.
///
/// @param by who did it, for people
public record PendingPublisherRemoved(
        ProjectName project, UUID publisherId, Publisher publisher, Reason reason, Instant at, String by) implements Event {

    /// Why it is gone.
    public enum Reason {
        REMOVED,
        EXPIRED,
        /// Somebody else created the project first.
        PROJECT_TAKEN;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Reason fromWire(String word) {
            return Arrays.stream(values())
                    .filter(reason -> reason.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown reason"));
        }
    }
}
