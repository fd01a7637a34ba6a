package dev.hallmark.upload.access;

import java.util.Optional;
import java.util.UUID;

/// Who sends a management request.
public sealed interface Caller {

    /// For events and pages, as `by`.
    String name();

    /// The person who is signed in; empty for the administrator's token, which is nobody's in particular.
    default Optional<Person> person() {
        return switch (this) {
            case Person person -> Optional.of(person);
            case Administrator _ -> Optional.empty();
        };
    }

    /// Whoever has the token of the configuration.
    record Administrator() implements Caller {
        @Override
        public String name() {
            return "administrator";
        }
    }

    /// Signed in with the identity provider.
    ///
    /// @param id ours; the provider's is the subject
    /// @param displayName as the provider writes it, perhaps at the person's own wish; nothing is decided by it
    /// @param administrator because the provider says so
    record Person(UUID id, String subject, String displayName, boolean administrator) implements Caller {

        /// With the subject, because anybody may be called anything.
        @Override
        public String name() {
            return displayName.equals(subject) ? subject : displayName + " (" + subject + ")";
        }
    }
}
