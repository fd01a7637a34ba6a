package dev.hallmark.verifier.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What an operator decides. An unknown property below `hallmark` fails the start: a misspelt trust root would be none.
@ConfigMapping(prefix = "hallmark")
interface VerifierConfiguration {

    /// Sigstore instances under the operator's names for them, each bound to the issuers that it may vouch for.
    Map<String, TrustRootConfiguration> trustRoots();

    LimitsConfiguration limits();

    VerificationConfiguration verification();

    RefreshConfiguration refresh();

    SubmissionsConfiguration submissions();

    /// One Sigstore instance: either a file or a bundled one.
    interface TrustRootConfiguration {

        /// A `trusted_root.json` of Sigstore.
        Optional<Path> file();

        /// URL of a repository of The Update Framework that publishes newer versions of this root. Without it the root
        /// changes only when its file does.
        Optional<URI> tuf();

        /// The repository's first `root.json`, to be had on a trusted way; the public-good instance's is built in.
        Optional<Path> tufRoot();

        /// A directory in which the newest metadata is kept, so that none older is taken.
        Optional<Path> tufCache();

        /// `public-good`: the instance at sigstore.dev, pinned in this program.
        Optional<String> bundled();

        /// URLs of the identity providers whose workflows this instance certifies. The publisher's issuer selects the
        /// trust root, never the attestation, so one issuer belongs to one trust root. Without an issuer the instance
        /// vouches for nobody: the way to switch the bundled one off.
        Optional<List<String>> issuers();
    }

    /// How often sources of trust roots are looked at, besides whenever a log or an authority is not known.
    interface RefreshConfiguration {

        @WithDefault("PT10S")
        Duration files();

        @WithDefault("PT6H")
        Duration tuf();
    }

    /// What may be submitted for files that were published before.
    interface SubmissionsConfiguration {

        /// Predicate types besides those of uploads.
        Optional<List<String>> predicateTypes();
    }

    /// How large attestations may be, measured before they are parsed.
    interface LimitsConfiguration {

        /// One attestation; real ones have 5 to 15 KiB.
        @WithDefault("65536")
        int attestationBytes();

        /// The upload's whole attestations field.
        @WithDefault("262144")
        int fieldBytes();
    }

    /// How uploads are judged.
    interface VerificationConfiguration {

        /// Threads that judge; as many as there are processors unless said otherwise, for the work is arithmetic.
        OptionalInt threads();

        /// How often an upload is tried when judging it throws, before it goes to the dead-letter topic.
        @WithDefault("3")
        int attempts();

        /// Whether entries of Rekor v2 are taken, whose time is that of RFC 3161 timestamps. Today's clients send none.
        @WithDefault("false")
        boolean rekorV2();
    }
}
