package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.oidc.LocalIssuer;
import dev.hallmark.endtoend.Manage.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A real release with its real attestations from production Sigstore: what is wrong with it is refused first, because
/// a published file stays published.
@ExtendWith(SharedIndex.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealReleaseTest {

    private static final String PROJECT = "pypi-attestations";
    private static final String VERSION = "0.0.19";
    private static final String FILE = "pypi_attestations-0.0.19.tar.gz";
    private static final String REPOSITORY = "trailofbits/pypi-attestations";
    /// The certificates name it too.
    private static final String OWNER_ID = "2314423";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RealData real = RealData.orSkip(FILE);
    private Index index;
    private LocalIssuer github;
    private String publisherId;

    @BeforeAll
    void registerPublishers(Index index, LocalIssuer github) {
        this.index = index;
        this.github = github;
        index.manage().createProject(PROJECT);
        publisherId = index.manage().addPublisher(PROJECT, Registration.github("trailofbits", PROJECT, "release.yml"));
        index.manage().addPublisher(PROJECT, Registration.github("trailofbits", "another", "release.yml"));
        index.manage().addPublisher(PROJECT, Registration.github("trailofbits", PROJECT, "other.yml"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    @Order(1)
    void refusesAnAttestationWithOneByteChanged(String what, List<String> codes, Consumer<ObjectNode> change)
            throws IOException {
        ObjectNode attestation = (ObjectNode) JSON.readTree(real.attestation("publish"));
        change.accept(attestation);

        Answer answer = upload(uploadToken(REPOSITORY, "release.yml"), List.of(attestation));

        assertRefused(answer, codes);
    }

    @Test
    @Order(1)
    void refusesTheReleaseUnderAnotherRepository() throws IOException {
        Answer answer = upload(uploadToken("trailofbits/another", "release.yml"), realAttestations());

        assertRefused(answer, List.of("identity-repository-mismatch"));
    }

    @Test
    @Order(1)
    void refusesTheReleaseUnderAnotherWorkflow() throws IOException {
        Answer answer = upload(uploadToken(REPOSITORY, "other.yml"), realAttestations());

        assertRefused(answer, List.of("identity-workflow-mismatch"));
    }

    @Test
    @Order(2)
    void publishesTheReleaseThatTwineUploads(PythonClients clients, @TempDir Path dist) throws IOException {
        Path file = Files.copy(real.path(), dist.resolve(FILE));
        Path publish = Files.copy(real.attestationPath("publish"), dist.resolve(FILE + ".publish.attestation"));
        Path slsa = Files.copy(real.attestationPath("slsa"), dist.resolve(FILE + ".slsa.attestation"));

        Command.Ended twine = clients.twineUpload(index, uploadToken(REPOSITORY, "release.yml"), file, publish, slsa);

        assertThat(twine.exitCode()).as(twine.output()).isZero();
        assertThat(index.reader().file(PROJECT, FILE)).isPresent();
    }

    /// Where there is no twine, everything below is tested all the same.
    @Test
    @Order(3)
    void takesTheSameReleaseAgain() throws IOException {
        Answer answer = upload(uploadToken(REPOSITORY, "release.yml"), realAttestations());

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Test
    @Order(4)
    void showsTheReleaseInTheSimpleApi() {
        JsonNode file = index.reader().file(PROJECT, FILE).orElseThrow();

        assertThat(file.at("/hashes/sha256").asText()).isEqualTo(Sha256.of(real.bytes()).hex());
        assertThat(file.path("size").asLong()).isEqualTo(real.bytes().length);
        assertThat(file.path("provenance").asText())
                .isEqualTo(index.tlsOrigin() + "/integrity/" + PROJECT + "/" + VERSION + "/" + FILE + "/provenance");
        assertThat(Http.get(index.reader().url(PROJECT, file)).body()).isEqualTo(real.bytes());
    }

    @Test
    @Order(4)
    void servesTheAttestationsThatPypiServes() throws IOException {
        JsonNode ofPypi = JSON.readTree(real.provenance()).at("/attestation_bundles/0");

        JsonNode ours = index.reader().provenance(PROJECT, VERSION, FILE).json().at("/attestation_bundles/0");

        assertThat(ours.path("attestations")).contains(ofPypi.at("/attestations/0"));
        assertThat(ours.path("attestations")).containsExactlyInAnyOrderElementsOf(realAttestations());
        assertThat(ours.at("/publisher/kind")).isEqualTo(ofPypi.at("/publisher/kind"));
        assertThat(ours.at("/publisher/repository")).isEqualTo(ofPypi.at("/publisher/repository"));
        assertThat(ours.at("/publisher/workflow")).isEqualTo(ofPypi.at("/publisher/workflow"));
    }

    @Test
    @Order(4)
    void satisfiesTheReferenceClient(PythonClients clients, @TempDir Path directory) throws IOException {
        Path provenance = Files.write(
                directory.resolve("provenance.json"), index.reader().provenance(PROJECT, VERSION, FILE).body());
        JsonNode listed = index.reader().file(PROJECT, FILE).orElseThrow();
        Path served = Files.write(directory.resolve(FILE), Http.get(index.reader().url(PROJECT, listed)).body());

        Command.Ended verified = clients.verify(provenance, "https://github.com/" + REPOSITORY, served);
        Command.Ended refused = clients.verify(provenance, "https://github.com/trailofbits/another", served);

        assertThat(verified.exitCode()).as(verified.output()).isZero();
        assertThat(refused.exitCode()).as(refused.output()).isNotZero();
    }

    @Test
    @Order(4)
    void isInstalledByPip(PythonClients clients, @TempDir Path target) {
        Command.Ended pip = clients.pipInstall(index, PROJECT + "==" + VERSION, target);

        assertThat(pip.exitCode()).as(pip.output()).isZero();
        assertThat(target.resolve("pypi_attestations/__init__.py")).exists();
    }

    @Test
    @Order(4)
    void isDownloadedByPipOverHttps(PythonClients clients, @TempDir Path target) {
        Command.Ended pip = clients.pipDownload(index, PROJECT + "==" + VERSION, target);

        assertThat(pip.exitCode()).as(pip.output()).isZero();
        assertThat(target.resolve(FILE)).hasBinaryContent(real.bytes());
    }

    @Test
    @Order(4)
    void isInstalledByUv(PythonClients clients, @TempDir Path target) {
        Command.Ended uv = clients.uvInstall(index, PROJECT + "==" + VERSION, target);

        assertThat(uv.exitCode()).as(uv.output()).isZero();
        assertThat(target.resolve("pypi_attestations/__init__.py")).exists();
    }

    @Test
    @Order(4)
    void decidesItsUrlsByItsPublishAttestation() {
        JsonNode urls = index.reader().urls(PROJECT, VERSION).json();

        assertThat(urls.path("decided").asBoolean()).isTrue();
        assertThat(verified(urls, "Source")).isTrue();
        assertThat(verified(urls, "Issues")).isTrue();
        assertThat(verified(urls, "Homepage")).isFalse();
        assertThat(urls.at("/by/publisher/repository").asText()).isEqualTo(PROJECT);
        assertThat(urls.at("/by/publisher/workflow").asText()).isEqualTo("release.yml");
    }

    @Test
    @Order(5)
    void servesTheSameAfterItsPublisherIsRemoved() {
        List<Answer> before = everythingServed();

        index.manage().removePublisher(PROJECT, publisherId);

        Waiting.until("the removal in the history of " + PROJECT, Duration.ofSeconds(30),
                () -> index.reader().history(PROJECT).text().contains("publisher-removed"));
        assertThat(everythingServed()).extracting(Answer::text)
                .containsExactlyElementsOf(before.stream().map(Answer::text).toList());
    }

    @Test
    @Order(6)
    void keepsThePublisherInItsHistory() {
        JsonNode entries = index.reader().history(PROJECT).json().path("entries");

        assertThat(entries).anySatisfy(entry -> {
            assertThat(entry.path("kind").asText()).isEqualTo("file-published");
            assertThat(entry.at("/uploadedBy/publisher/owner").asText()).isEqualTo("trailofbits");
            assertThat(entry.at("/uploadedBy/publisher/workflow").asText()).isEqualTo("release.yml");
        });
        assertThat(entries).anySatisfy(entry -> {
            assertThat(entry.path("kind").asText()).isEqualTo("publisher-removed");
            assertThat(entry.path("publisherId").asText()).isEqualTo(publisherId);
            assertThat(entry.at("/publisher/repository").asText()).isEqualTo(PROJECT);
        });
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("statement", List.of("subject-digest-mismatch"), change("/envelope", "statement", 130)),
                Arguments.of("statement's last byte", List.of("statement-malformed"), change("/envelope", "statement", -1)),
                Arguments.of("signature", List.of("signature-invalid", "log-entry-mismatch"),
                        change("/envelope", "signature", 40)),
                Arguments.of("certificate", List.of("certificate-malformed", "certificate-chain-untrusted", "sct-invalid"),
                        change("/verification_material", "certificate", -10)),
                Arguments.of("log entry", List.of("signed-timestamp-invalid", "inclusion-proof-invalid", "log-entry-mismatch"),
                        change("/verification_material/transparency_entries/0", "canonicalizedBody", 100)),
                Arguments.of("checkpoint", List.of("checkpoint-invalid"), (Consumer<ObjectNode>) attestation -> {
                    ObjectNode checkpoint =
                            (ObjectNode) attestation.at("/verification_material/transparency_entries/0/inclusionProof/checkpoint");
                    String note = checkpoint.path("envelope").asText();
                    int digit = note.indexOf('\n') + 1;
                    char other = note.charAt(digit) == '9' ? '8' : (char) (note.charAt(digit) + 1);
                    checkpoint.put("envelope", note.substring(0, digit) + other + note.substring(digit + 1));
                }),
                Arguments.of("log index", List.of("signed-timestamp-invalid", "inclusion-proof-invalid", "log-entry-mismatch"),
                        (Consumer<ObjectNode>) attestation -> {
                            ObjectNode entry = (ObjectNode) attestation.at("/verification_material/transparency_entries/0");
                            entry.put("logIndex", Long.toString(entry.path("logIndex").asLong() + 1));
                        }));
    }

    /// Adds one to a byte of what is Base64 in a member.
    private static Consumer<ObjectNode> change(String parent, String member, int place) {
        return attestation -> {
            ObjectNode object = (ObjectNode) attestation.at(parent);
            byte[] bytes = Base64.getDecoder().decode(object.path(member).asText());
            bytes[place < 0 ? bytes.length + place : place]++;
            object.put(member, Base64.getEncoder().encodeToString(bytes));
        };
    }

    private String uploadToken(String repository, String workflow) {
        String audience = CiJob.audience(index);
        return CiJob.mint(index, github.issue(Job.of(repository, workflow).withOwner(OWNER_ID), audience));
    }

    private Answer upload(String token, List<? extends JsonNode> attestations) {
        ArrayNode array = JSON.createArrayNode().addAll(attestations);
        return Upload.of(PROJECT, VERSION, FILE, real.bytes())
                .withAttestations(array.toString())
                .withToken(token)
                .withHeader("Accept", "application/json")
                .sendTo(index);
    }

    private List<JsonNode> realAttestations() throws IOException {
        return List.of(JSON.readTree(real.attestation("publish")), JSON.readTree(real.attestation("slsa")));
    }

    private void assertRefused(Answer answer, List<String> codes) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.json().path("refusal").asText()).isIn(codes);
        assertThat(answer.reason()).contains(answer.json().path("refusal").asText());
        assertThat(index.reader().showsNothingOf(PROJECT, VERSION, FILE, real.bytes())).isTrue();
    }

    private static boolean verified(JsonNode urls, String label) {
        for (JsonNode url : urls.path("urls")) {
            if (url.path("label").asText().equals(label)) {
                return url.path("verified").asBoolean();
            }
        }
        throw new AssertionError("expected a URL " + label + ", found " + urls);
    }

    private List<Answer> everythingServed() {
        Reader reader = index.reader();
        return List.of(
                reader.provenance(PROJECT, VERSION, FILE),
                reader.urls(PROJECT, VERSION),
                Http.get(reader.url(PROJECT, reader.file(PROJECT, FILE).orElseThrow())),
                reader.simple(PROJECT));
    }
}
