package dev.hallmark.verifier.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
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

    /// One Sigstore instance: either a file or a bundled one.
    interface TrustRootConfiguration {

        /// A `trusted_root.json` of Sigstore.
        Optional<Path> file();

        /// `public-good`: the instance at sigstore.dev, pinned in this program.
        Optional<String> bundled();

        /// URLs of the identity providers whose workflows this instance certifies. The publisher's issuer selects the
        /// trust root, never the attestation, so one issuer belongs to one trust root. Without an issuer the instance
        /// vouches for nobody: the way to switch the bundled one off.
        Optional<List<String>> issuers();
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
    }
}
