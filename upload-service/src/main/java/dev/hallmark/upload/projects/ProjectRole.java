package dev.hallmark.upload.projects;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// What a person is to a project.
///
/// @param subject what the identity provider calls the person
/// @param name for people
record ProjectRole(UUID personId, String subject, String name, Kind kind, Instant grantedAt, String grantedBy) {

    /// The roles that a project gives, named as in [dev.hallmark.upload.access.Role].
    enum Kind {
        OWNER,
        MAINTAINER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }
    }
}
