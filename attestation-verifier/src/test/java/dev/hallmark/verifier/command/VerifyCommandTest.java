package dev.hallmark.verifier.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.development.sigstore.Fault;
import dev.hallmark.development.sigstore.Identity;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.Statement;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import dev.hallmark.verifier.verification.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VerifyCommandTest {

    private static final Path SHARED = Path.of(System.getProperty("shared.directory"), "data", "attestations");
    private static final String PUBLISHER = "github:octo-org/octo-repo/release.yml";
    private static final String ANOTHER = "github:octo-org/another-repo/release.yml";

    @TempDir
    private Path folder;

    private Path file;
    private Path trustedRoot;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve(World.FILENAME), "the bytes of the file");
        trustedRoot = Files.writeString(folder.resolve("trusted_root.json"), World.SIGSTORE.trustedRoot().json());
    }

    @Test
    void tellsWhoWhereWhenAndInWhichLog() throws Exception {
        Console console = verify(PUBLISHER, provenance(attest(World.STATEMENT)));

        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).startsWith("verified: sample_project-1.0.tar.gz by octo-org/octo-repo release.yml\n");
        assertThat(console.out().lines().map(String::strip)).anySatisfy(line -> assertThat(line).startsWith(
                        "who   https://github.com/octo-org/octo-repo/.github/workflows/release.yml@refs/tags/v1.0.0 by https://token."))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("where https://github.com/octo-org/octo-repo, at refs/tags/v1.0.0, commit 01234567"))
                .contains("when  2026-03-01T12:00:00Z")
                .anySatisfy(line -> assertThat(line).matches("log   entry 10000\\d+ \\(dsse 0.0.1\\) of log [0-9a-f]{64}"))
                .anySatisfy(line -> assertThat(line).matches("root  trusted_root.json \\(sha256 [0-9a-f]{64}\\)"));
    }

    @Test
    void tellsTheSameInJson() throws Exception {
        Console console = verify(PUBLISHER, provenance(attest(World.STATEMENT)), "--json");

        JsonNode report = new ObjectMapper().readTree(console.out());
        assertThat(report.path("verified").asBoolean()).isTrue();
        assertThat(report.path("sha256").asText()).isEqualTo(World.DIGEST.hex());
        assertThat(report.at("/publisher/kind").asText()).isEqualTo("github");
        JsonNode attestation = report.at("/attestations/0");
        assertThat(attestation.path("verdict").asText()).isEqualTo("verified");
        assertThat(attestation.path("signedAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(attestation.at("/certificate/sourceRepositoryUri").asText())
                .isEqualTo("https://github.com/octo-org/octo-repo");
        assertThat(attestation.at("/logEntry/kind").asText()).isEqualTo("dsse");
    }

    @Test
    void saysWhyNot() throws Exception {
        Attestation bent = World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT, Knobs.with(Fault.SIGNED_BY_OTHER_KEY));

        Console console = verify(PUBLISHER, provenance(bent));

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.out()).startsWith("NOT verified").contains("attestation 1.1: refused\n  signature-invalid: expected ");
    }

    @Test
    void isNotContentWithAnotherPublisher() throws Exception {
        Console console = verify(ANOTHER, provenance(attest(World.STATEMENT)));

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.out()).contains("by somebody else, not considered\n  identity-repository-mismatch: expected ");
    }

    @Test
    void doesNotBelieveThePublisherThatTheProvenanceNames() throws Exception {
        Attestation stranger = World.SIGSTORE.attest(
                Identity.of(Job.of("mallory/octo-repo", "release.yml")), World.STATEMENT);

        Console console = verify(PUBLISHER, provenance(stranger).replace("mallory", "octo-org"));

        assertThat(console.exitCode()).isEqualTo(1);
    }

    @Test
    void letsAnotherPublishersAttestationStandBesides() throws Exception {
        Attestation auditor = World.SIGSTORE.attest(
                Identity.of(Job.of("auditors/reviews", "review.yml")), World.STATEMENT, Knobs.with(Fault.SIGNED_BY_OTHER_KEY));

        Console console = verify(PUBLISHER, provenance(attest(World.STATEMENT), auditor));

        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains("attestation 2.1: by somebody else");
    }

    @Test
    void fallsWithOneBadAttestationOfThePublisher() throws Exception {
        Attestation bent = World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT, Knobs.with(Fault.UNKNOWN_LOG));

        Console console = verify(PUBLISHER, provenance(attest(World.STATEMENT), bent));

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.out()).contains("attestation 1.1: verified", "attestation 2.1: refused\n  log-unknown");
    }

    @Test
    void fallsWithAnAttestationThatDoesNotTellWhoseItIs() throws Exception {
        String provenance = provenance(attest(World.STATEMENT)).replace("\"attestations\":[", "\"attestations\":[{},");

        assertThat(verify(PUBLISHER, provenance).exitCode()).isEqualTo(1);
    }

    @Test
    void findsNothingInAnEmptyProvenance() throws Exception {
        Console console = verify(PUBLISHER, "{\"version\":1,\"attestation_bundles\":[]}");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.out()).contains("no attestations");
    }

    @Test
    void noticesOtherBytes() throws Exception {
        Files.writeString(file, "the bytes of another file");

        assertThat(verify(PUBLISHER, provenance(attest(World.STATEMENT))).out()).contains("refused\n  subject-digest-mismatch");
    }

    @Test
    void trustsThePublicSigstoreUnlessToldOtherwise() throws Exception {
        Path provenance = Files.writeString(folder.resolve("provenance.json"), provenance(attest(World.STATEMENT)));

        Console console =
                Console.run("verify", file.toString(), "--provenance", provenance.toString(), "--publisher", PUBLISHER);

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.out()).contains("log-unknown: expected an entry of a transparency log of trust root public-good");
    }

    @Test
    void fetchesTheProvenance() throws Exception {
        String provenance = provenance(attest(World.STATEMENT));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/provenance");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", "https://index.example/provenance");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (exchange; var body = exchange.getResponseBody()) {
                body.write(new byte[InputFile.MAX_JSON_BYTES + 1]);
            } catch (IOException _) {
                // The client hangs up when it has seen enough.
            }
        });
        server.createContext("/provenance", exchange -> {
            byte[] body = provenance.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String origin = "http://127.0.0.1:" + server.getAddress().getPort();

            assertThat(verifyAt(origin + "/provenance").exitCode()).isZero();
            assertThat(verifyAt(origin + "/moved").exitCode()).isZero();
            assertThat(verifyAt(origin + "/away").err()).contains("to lead to another URL of http, found https://index.example");
            assertThat(verifyAt(origin + "/nothing").err()).contains("expected status 200 from").contains("found 404");
            assertThat(verifyAt(origin + "/large").err()).contains("expected at most 8388608 bytes");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://index.example/provenance", "ftp://127.0.0.1/provenance", "https:///provenance", "https://user@index.example/provenance"})
    void fetchesNothingInTheClear(String url) {
        Console console = verifyAt(url);

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains("expected a URL of https, or of http on this machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "octo-org/octo-repo", "github:octo-org/octo-repo", "github:octo-org/octo-repo/workflows/release.yml", "github://release.yml",
        "gitlab:project//ci.yml", "gitlab:group/project/ci.yml", "google:nobody", "email:someone@example.org", "pypi:sampleproject"})
    void understandsNoOtherPublisher(String publisher) throws Exception {
        Console console = verify(publisher, provenance(attest(World.STATEMENT)));

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains("expected ");
    }

    @Test
    void understandsNoFileThatIsNoDistribution() throws Exception {
        file = Files.writeString(folder.resolve("notes.txt"), "the bytes of the file");

        assertThat(verify(PUBLISHER, provenance(attest(World.STATEMENT))).exitCode()).isEqualTo(2);
    }

    @Test
    void saysInOneLineWhatCannotBeRead() throws Exception {
        Console console = Console.run(
                "verify", folder.resolve("absent-1.0.tar.gz").toString(), "--provenance", "p.json", "--publisher", PUBLISHER);

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).startsWith("hallmark: there is no file to read at ").hasLineCount(1);
    }

    @Test
    void saysInOneLineThatTheProvenanceIsNone() throws Exception {
        assertThat(verify(PUBLISHER, "[]").err()).isEqualTo("hallmark: expected a provenance object, a JSON object, found an array\n");
    }

    @Test
    void verifiesEveryKindOfPublisher() throws Exception {
        assertThat(verify("gitlab:group/sub/project//.gitlab-ci.yml",
                        provenance(attest(Identity.ofGitLab("group/sub/project", ".gitlab-ci.yml")))).exitCode())
                .isZero();
        assertThat(verify("gitlab:group/project//ci/release.yml",
                        provenance(attest(Identity.ofGitLab("https://git.example.org", "group/project", "ci/release.yml"))),
                        "--server", "https://git.example.org").exitCode())
                .isZero();
        assertThat(verify("google:builder@project.iam.gserviceaccount.com",
                        provenance(attest(Identity.ofGoogle("builder@project.iam.gserviceaccount.com")))).exitCode())
                .isZero();
        assertThat(verify("email:someone@example.org",
                        provenance(attest(Identity.ofPerson("someone@example.org", "https://login.example.org"))),
                        "--issuer", "https://login.example.org").exitCode())
                .isZero();
        assertThat(verify(PUBLISHER,
                        provenance(attest(Identity.of(World.JOB, "https://github.example.org/_services/token", "https://github.example.org"))),
                        "--server", "https://github.example.org").exitCode())
                .isZero();
    }

    @Test
    void comparesTheEnvironment() throws Exception {
        String provenance = provenance(attest(Identity.of(World.JOB.withEnvironment("release"))));

        assertThat(verify(PUBLISHER, provenance, "--environment", "release").exitCode()).isZero();
        assertThat(verify(PUBLISHER, provenance, "--environment", "staging").out()).contains("identity-environment-mismatch");
    }

    @Test
    void verifiesARealReleaseOfThePublicSigstore() {
        Path sdist = SHARED.resolve("pypi_attestations-0.0.19.tar.gz");
        assumeThat(sdist).exists();

        Console console = Console.run(
                "verify", sdist.toString(), "--provenance", sdist + ".provenance",
                "--publisher", "github:trailofbits/pypi-attestations/release.yml");

        assertThat(console.exitCode()).as(console.out() + console.err()).isZero();
        assertThat(console.out()).contains("refs/tags/v0.0.19", "https://docs.pypi.org/attestations/publish/v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish", "slsa"})
    void verifiesARealAttestationOfEachType(String type) throws Exception {
        String name = "pypi_attestations-0.0.19.tar.gz";
        assumeThat(SHARED.resolve(name)).exists();

        Console console = verifyReal(name, type, "github:trailofbits/pypi-attestations/release.yml");

        assertThat(console.exitCode()).as(console.out() + console.err()).isZero();
    }

    /// Everything about it is right but for the Sigstore that vouches: the staging instance.
    @Test
    void refusesARealAttestationOfTheStagingSigstore() throws Exception {
        String name = "rfc8785-0.1.2-py3-none-any.whl";
        assumeThat(SHARED.resolve(name)).exists();
        JsonNode attestation = new ObjectMapper().readTree(SHARED.resolve(name + ".publish.attestation").toFile());
        Octets certificate = Octets.of(Base64.getDecoder()
                .decode(attestation.at("/verification_material/certificate").asText()));
        String signer = switch (SigningCertificate.parse(certificate)) {
            case Checked.Passed<SigningCertificate>(SigningCertificate parsed) -> parsed.facts().subjectAlternativeName();
            case Checked.Refused<SigningCertificate>(Verdict.Rejected why) -> why.sentence();
        };

        Console console =
                verifyReal(name, "publish", "email:" + signer, "--issuer", "https://github.com/login/oauth");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.out()).contains("refused\n  log-unknown: ");
    }

    private Console verifyReal(String name, String type, String publisher, String... more) throws IOException {
        String attestation = Files.readString(SHARED.resolve(name + "." + type + ".attestation"));
        Path provenance = Files.writeString(folder.resolve("provenance.json"),
                "{\"version\":1,\"attestation_bundles\":[{\"publisher\":null,\"attestations\":[" + attestation + "]}]}");
        List<String> line = new ArrayList<>(List.of(
                "verify", SHARED.resolve(name).toString(), "--provenance", provenance.toString(), "--publisher", publisher));
        line.addAll(List.of(more));
        return Console.run(line.toArray(String[]::new));
    }

    private Attestation attest(Statement statement) {
        return World.SIGSTORE.attest(World.IDENTITY, statement);
    }

    private Attestation attest(Identity identity) {
        return World.SIGSTORE.attest(identity, World.STATEMENT);
    }

    /// A bundle for each attestation, as an index writes it.
    private static String provenance(Attestation... attestations) {
        return Arrays.stream(attestations)
                .map(attestation -> "{\"publisher\":{\"kind\":\"GitHub\",\"repository\":\"octo-org/octo-repo\","
                        + "\"workflow\":\"release.yml\",\"environment\":null},\"attestations\":[" + attestation.json() + "]}")
                .collect(Collectors.joining(",", "{\"version\":1,\"attestation_bundles\":[", "]}"));
    }

    private Console verify(String publisher, String provenance, String... more) throws IOException {
        Path source = Files.writeString(folder.resolve("provenance.json"), provenance);
        List<String> line = new ArrayList<>(List.of(
                "verify", file.toString(), "--provenance", source.toString(), "--publisher", publisher, "--trusted-root",
                trustedRoot.toString()));
        line.addAll(List.of(more));
        return Console.run(line.toArray(String[]::new));
    }

    private Console verifyAt(String url) {
        return Console.run(
                "verify", file.toString(), "--provenance", url, "--publisher", PUBLISHER, "--trusted-root", trustedRoot.toString());
    }
}
