package dev.hallmark.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.Word;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The provenance of a release differs from that of the release before it.
///
/// @param version the release whose file set this off
/// @param before the release that it is compared with
/// @param identitiesBefore who attested the release before, by value; empty for nobody
/// @param identities who attests this file, by value; empty for nobody
/// @param uploadId the file that set this off
public record ProvenanceChanged(
        ProjectName project,
        Version version,
        Version before,
        Kind kind,
        List<Publisher> identitiesBefore,
        List<Publisher> identities,
        UUID uploadId,
        String filename,
        Instant at)
        implements Event {

    public ProvenanceChanged {
        DistributionFilename.parse(filename, project, version).orThrow();
        if (version.equals(before)) {
            throw new IllegalArgumentException("expected two releases, found " + version + " twice");
        }
        identitiesBefore = List.copyOf(identitiesBefore);
        identities = List.copyOf(identities);
    }

    /// What became of it.
    public enum Kind implements Word {
        /// The release before was attested, this file isn't.
        LOST,
        /// Attested by an identity that the release before did not have.
        CHANGED,
        /// The release before was not attested, this file is.
        GAINED;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Kind fromWire(String word) {
            return Word.parse(Kind.class, word).orThrow();
        }
    }
}
