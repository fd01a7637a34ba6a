package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Sha256;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.sigstore.Bundle;
import dev.hallmark.development.sigstore.Identity;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.LocalSigstore;
import dev.hallmark.development.sigstore.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./hallmark verify` and `./hallmark verify-bundle` as people and Sigstore's conformance suite start them.
class VerifyTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String NAME = "sample_project-1.0.tar.gz";
    private static final byte[] CONTENT = "the bytes of the file".getBytes(StandardCharsets.UTF_8);
    private static final Identity IDENTITY = Identity.of(Job.of("octo-org/octo-repo", "release.yml"));
    private static final String PUBLISHER = "github:octo-org/octo-repo/release.yml";
    private static final String SIGNER =
            "https://github.com/octo-org/octo-repo/.github/workflows/release.yml@refs/tags/v1.0.0";

    private final LocalSigstore sigstore = LocalSigstore.inMemory(Clock.systemUTC());

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        String attestation = sigstore.attest(IDENTITY, Statement.publish(NAME, Sha256.of(CONTENT))).json();
        Files.write(folder.resolve(NAME), CONTENT);
        Files.writeString(folder.resolve("trusted_root.json"), sigstore.trustedRoot().json());
        Files.writeString(folder.resolve("provenance.json"),
                "{\"version\":1,\"attestation_bundles\":[{\"publisher\":{\"kind\":\"GitHub\"},\"attestations\":["
                        + attestation + "]}]}");
        Files.writeString(folder.resolve("bundle.sigstore.json"),
                sigstore.bundle(Bundle.Version.V0_3, IDENTITY, CONTENT, Knobs.none()).json());
    }

    @Test
    void tellsWhoMadeADistributionAndNothingElse() {
        Command.Ended verify = hallmark(
                "verify", NAME, "--provenance", "provenance.json", "--publisher", PUBLISHER, "--trusted-root",
                "trusted_root.json");

        assertThat(verify.exitCode()).as(verify.output()).isZero();
        assertThat(verify.output()).startsWith("verified: " + NAME + " by octo-org/octo-repo release.yml\n");
    }

    @Test
    void isNotContentWithThePublicSigstoreForALocalAttestation() {
        Command.Ended verify = hallmark("verify", NAME, "--provenance", "provenance.json", "--publisher", PUBLISHER);

        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.output()).startsWith("NOT verified: ").doesNotContain("\tat ");
    }

    @Test
    void takesTheCommandLineOfTheConformanceSuite() {
        Command.Ended verify = hallmark(
                "verify-bundle", "--bundle", "bundle.sigstore.json", "--certificate-identity", SIGNER,
                "--certificate-oidc-issuer", "https://token.actions.githubusercontent.com", "--trusted-root",
                "trusted_root.json", "sha256:" + Sha256.of(CONTENT).hex());

        assertThat(verify.exitCode()).as(verify.output()).isZero();
    }

    @Test
    void endsWithOneWhenABundleIsRefused() {
        Command.Ended verify = hallmark(
                "verify-bundle", "--bundle", "bundle.sigstore.json", "--certificate-identity", SIGNER,
                "--certificate-oidc-issuer", "https://gitlab.com", "--trusted-root", "trusted_root.json", NAME);

        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.output()).startsWith("hallmark: identity-issuer-mismatch: expected ");
    }

    @Test
    void explainsItself() {
        assertThat(hallmark("help").output()).contains("verify FILE --provenance FILE|URL", "verify-bundle --bundle FILE");
        assertThat(hallmark("verify", "--help").output()).contains("--publisher", "--environment", "--trusted-root", "--json");
        assertThat(hallmark("verify").exitCode()).isEqualTo(2);
    }

    private Command.Ended hallmark(String... arguments) {
        return LauncherTest.hallmark(folder, arguments).run(LIMIT);
    }
}
