package dev.hallmark.verifier.verification;

import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.sigstore.Identity;
import dev.hallmark.development.sigstore.LocalSigstore;
import dev.hallmark.development.sigstore.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/// Makes the resources of [SelfTest] anew; run it by hand in the module's directory when their form changes.
final class SelfTestMaterial {

    private SelfTestMaterial() {}

    static void main() throws IOException {
        Path directory = Path.of("src/main/resources/dev/hallmark/verifier/verification");
        Files.createDirectories(directory);
        try (LocalSigstore sigstore =
                LocalSigstore.inMemory(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC))) {
            Identity identity = Identity.of(Job.of("octo-org/octo-repo", "release.yml"));
            Statement statement = Statement.publish(SelfTest.FILENAME, SelfTest.DIGEST);
            for (int i = 0; i < 4; i++) {
                sigstore.attest(identity, statement);
            }
            Files.writeString(
                    directory.resolve(SelfTest.ATTESTATIONS), "[" + sigstore.attest(identity, statement).json() + "]\n");
            Files.writeString(directory.resolve(SelfTest.TRUSTED_ROOT), sigstore.trustedRoot().json() + "\n");
        }
    }
}
