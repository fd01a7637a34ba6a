package dev.hallmark.verifier.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hallmark.contract.Sha256;
import dev.hallmark.development.sigstore.BundleCorpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class VerifyBundleCommandTest {

    private static final List<BundleCorpus.Case> CASES = BundleCorpus.cases();

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> verifiesWhatIsRightAndNothingElse() {
        return CASES.stream().map(example -> dynamicTest(example.name(), () -> {
            Console console = verify(example);

            assertThat(console.exitCode()).as(console.out() + console.err()).isEqualTo(example.mustFail() ? 1 : 0);
            if (example.mustFail()) {
                assertThat(console.err()).matches("hallmark: ([a-z-]+: expected [ -~]+, found [ -~]+|trust root [ -~]+)\n");
            }
        }));
    }

    @Test
    void hasManyCasesOfBothKindsUnderDistinctNames() {
        assertThat(CASES).extracting(BundleCorpus.Case::name).doesNotHaveDuplicates();
        assertThat(CASES.stream().filter(BundleCorpus.Case::mustFail)).hasSizeGreaterThan(150);
        assertThat(CASES.stream().filter(example -> !example.mustFail())).hasSizeGreaterThan(40);
    }

    @Test
    void tellsWhoSigned() throws Exception {
        Console console = verify(happyPath());

        assertThat(console.out()).startsWith("verified, the file itself\n  who   " + BundleCorpus.IDENTITY + " by " + BundleCorpus.ISSUER)
                .contains("(hashedrekord 0.0.1)", "2026-03-01T12:00:00Z");
    }

    @Test
    void takesADigestInPlaceOfTheFile() throws Exception {
        assertThat(verify(happyPath(), "sha256:" + Sha256.of(BundleCorpus.FILE.getBytes(StandardCharsets.UTF_8)).hex()).exitCode()).isZero();
        assertThat(verify(happyPath(), "sha256:" + Sha256.of(new byte[0]).hex()).err()).contains("subject-digest-mismatch");
    }

    /// As the suite's protocol says: what is no digest is a file.
    @Test
    void takesADigestOfAnotherLengthForAFile() throws Exception {
        assertThat(verify(happyPath(), "sha256:0123").err()).startsWith("hallmark: there is no file to read at sha256:0123");
    }

    @Test
    void trustsThePublicSigstoreUnlessToldOtherwise() throws Exception {
        assertThat(Console.run(line(happyPath(), write("file", BundleCorpus.FILE).toString(), false)).err())
                .contains("of trust root public-good");
    }

    @Test
    void refusesTheStagingSigstoreWithoutItsTrustRoot() throws Exception {
        List<String> line = new ArrayList<>(List.of(line(happyPath(), write("file", BundleCorpus.FILE).toString(), false)));
        line.add(1, "--staging");

        Console console = Console.run(line.toArray(String[]::new));

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("give its trust root with --trusted-root");
    }

    @Test
    void refusesSignaturesByABareKey() throws Exception {
        Path bundle = Files.writeString(folder.resolve("bundle.sigstore.json"), happyPath().bundle());

        Console console = Console.run(
                "verify-bundle", "--bundle", bundle.toString(), "--key", "key.pub", write("file", BundleCorpus.FILE).toString());

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("by a key without a certificate");
    }

    @Test
    void isNotContentWithAnybody() throws Exception {
        Path bundle = Files.writeString(folder.resolve("bundle.sigstore.json"), happyPath().bundle());

        Console console =
                Console.run("verify-bundle", "--bundle", bundle.toString(), write("file", BundleCorpus.FILE).toString());

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains("expected --certificate-identity and --certificate-oidc-issuer");
    }

    @Test
    void saysInOneLineThatATrustRootIsNone() throws Exception {
        BundleCorpus.Case example = happyPath();

        Console console = verify(example.trusting("{}"));

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).startsWith("hallmark: trust root trusted_root.json ").hasLineCount(1);
    }

    private static BundleCorpus.Case happyPath() {
        return CASES.stream().filter(example -> example.name().equals("happy-path-v0.3")).findFirst().orElseThrow();
    }

    private Console verify(BundleCorpus.Case example) throws IOException {
        return verify(example, write("file", example.file()).toString());
    }

    private Console verify(BundleCorpus.Case example, String fileOrDigest) throws IOException {
        return Console.run(line(example, fileOrDigest, true));
    }

    private String[] line(BundleCorpus.Case example, String fileOrDigest, boolean withTrustRoot) throws IOException {
        Path bundle = Files.writeString(folder.resolve("bundle.sigstore.json"), example.bundle());
        List<String> line = new ArrayList<>(List.of(
                "verify-bundle", "--bundle", bundle.toString(), "--certificate-identity", example.identity(),
                "--certificate-oidc-issuer", example.issuer()));
        if (withTrustRoot) {
            line.add("--trusted-root");
            line.add(Files.writeString(folder.resolve("trusted_root.json"), example.trustedRoot()).toString());
        }
        line.add(fileOrDigest);
        return line.toArray(String[]::new);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
