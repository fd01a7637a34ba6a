package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.endtoend.Manage.IssuedToken;
import dev.hallmark.endtoend.Manage.Registration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Uploads that are as they should be, and what can be read afterwards.
@ExtendWith(SharedIndex.class)
class UploadTest {

    private final Index index;

    UploadTest(Index index) {
        this.index = index;
    }

    @Test
    void publishesAFileWithoutAttestationsThatTwineUploads(PythonClients clients, @TempDir Path dist) {
        String token = index.manage().projectWithToken("Twine.Project");
        Wheel wheel = Wheel.of("Twine.Project", "1.0", "uploaded by twine");

        Command.Ended twine = clients.twineUpload(index, token, wheel.writeTo(dist));

        assertThat(twine.exitCode()).as(twine.output()).isZero();
        JsonNode file = index.reader().file("twine-project", wheel.filename()).orElseThrow();
        assertThat(file.has("provenance")).isTrue();
        assertThat(file.path("provenance").isNull()).isTrue();
        assertThat(index.reader().provenance("twine-project", "1.0", wheel.filename()).status()).isEqualTo(404);
    }

    @Test
    void takesTheSameFileAgain() {
        String token = index.manage().projectWithToken("repeated");
        Upload upload = Upload.of(Wheel.of("repeated", "1.0", "once")).withToken(token);

        List<Answer> answers = List.of(upload.sendTo(index), upload.sendTo(index));

        assertThat(answers).extracting(Answer::status).containsExactly(200, 200);
    }

    @Test
    void refusesOtherBytesUnderTheSameName() {
        String token = index.manage().projectWithToken("overwritten");
        Wheel first = Wheel.of("overwritten", "1.0", "first");
        assertThat(Upload.of(first).withToken(token).sendTo(index).status()).isEqualTo(200);

        Answer answer = Upload.of(Wheel.of("overwritten", "1.0", "second")).withToken(token).sendTo(index);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).contains("File already exists");
        assertThat(answer.text()).contains("File already exists");
        assertThat(content("overwritten", first)).isEqualTo(first.bytes());
    }

    @Test
    void answersAtOnceWhereTheClientPrefersIt() {
        String token = index.manage().projectWithToken("asynchronous");
        Wheel wheel = Wheel.of("asynchronous", "1.0", "later");

        Answer answer = Upload.of(wheel).withToken(token).withHeader("Prefer", "respond-async").sendTo(index);

        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        URI status = URI.create(answer.header("location").orElseThrow());
        assertThat(status.toString()).startsWith(index.tlsOrigin());
        Waiting.until("a published upload at " + status, Duration.ofSeconds(30), () ->
                Http.get(index.url(status.getPath())).json().path("state").asText().equals("published"));
        assertThat(index.reader().lists(wheel)).isTrue();
    }

    @Test
    void publishesWithTrustedPublishingByUv(PythonClients clients, @TempDir Path dist) throws IOException {
        index.manage().createProject("uv-published");
        index.manage().addPublisher("uv-published", Registration.local("hallmark-tests", "uv_published", "release.yml"));
        CiJob job = CiJob.of(index, "hallmark-tests/uv_published", "release.yml");
        Wheel wheel = Wheel.of("uv-published", "1.0", "uploaded by uv");
        wheel.writeTo(dist);
        Attestation attestation = job.attest(wheel.filename(), wheel.bytes());
        Files.writeString(dist.resolve(wheel.filename() + ".publish.attestation"), attestation.json());

        Command.Ended uv = clients.uvPublish(index, job, dist);

        assertThat(uv.exitCode()).as(uv.output()).isZero();
        Answer provenance = index.reader().provenance("uv-published", "1.0", wheel.filename());
        assertThat(provenance.json().at("/attestation_bundles/0/attestations/0")).isEqualTo(attestation.tree());
        assertThat(provenance.json().at("/attestation_bundles/0/publisher/repository").asText())
                .isEqualTo("hallmark-tests/uv_published");
    }

    @Test
    void isInstalledByPipAndUv(PythonClients clients, @TempDir Path byPip, @TempDir Path byUv) {
        String token = index.manage().projectWithToken("installed");
        assertThat(Upload.of(Wheel.of("installed", "2.0", "x")).withToken(token).sendTo(index).status()).isEqualTo(200);

        Command.Ended pip = clients.pipInstall(index, "installed", byPip);
        Command.Ended uv = clients.uvInstall(index, "installed", byUv);

        assertThat(pip.exitCode()).as(pip.output()).isZero();
        assertThat(uv.exitCode()).as(uv.output()).isZero();
        assertThat(byPip.resolve("installed.py")).hasContent("CONTENT = 'x'");
        assertThat(byUv.resolve("installed.py")).hasContent("CONTENT = 'x'");
    }

    @Test
    void takesAttestationsBeforeTheContent() {
        index.manage().createProject("attested-first");
        index.manage().addPublisher("attested-first", Registration.local("hallmark-tests", "first", "release.yml"));
        CiJob job = CiJob.of(index, "hallmark-tests/first", "release.yml");
        Wheel wheel = Wheel.of("attested-first", "1.0", "x");
        String attestations = Attestation.arrayOf(List.of(job.attest(wheel.filename(), wheel.bytes())));
        Upload upload = Upload.of(wheel);
        Upload.Part content = upload.parts().getLast();
        Upload reordered = upload.without("content").withAttestations(attestations);
        List<Upload.Part> parts = new ArrayList<>(reordered.parts());
        parts.add(content);

        Answer answer = new Upload(parts, reordered.headers()).withToken(job.uploadToken()).sendTo(index);

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(index.reader().file("attested-first", wheel.filename()).orElseThrow().path("provenance").isTextual()).isTrue();
    }

    @Test
    void servesTheFileItsMetadataAndItsParts() {
        String token = index.manage().projectWithToken("served");
        Wheel wheel = Wheel.of("served", "1.0", "x");
        assertThat(Upload.of(wheel).withToken(token).sendTo(index).status()).isEqualTo(200);
        JsonNode file = index.reader().file("served", wheel.filename()).orElseThrow();
        URI url = index.reader().url("served", file);

        Answer head = Http.send("HEAD", url, Map.of(), new byte[0]);
        Answer part = Http.send("GET", url, Map.of("Range", "bytes=0-3"), new byte[0]);
        Answer unchanged = Http.send("GET", url, Map.of("If-None-Match", head.header("etag").orElseThrow()), new byte[0]);
        Answer metadata = Http.get(URI.create(url + ".metadata"));

        assertThat(head.header("content-length")).contains(Integer.toString(wheel.bytes().length));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOf(wheel.bytes(), 4));
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(metadata.text()).startsWith("Metadata-Version: 2.1\nName: served\nVersion: 1.0\n");
        assertThat(file.at("/core-metadata/sha256").asText())
                .isEqualTo(Sha256.of(metadata.body()).hex());
    }

    @Test
    void listsTheFileInHtmlToo() {
        String token = index.manage().projectWithToken("listed");
        Wheel wheel = Wheel.of("listed", "1.0", "x");
        assertThat(Upload.of(wheel).withToken(token).sendTo(index).status()).isEqualTo(200);

        Answer page = Http.get(index.url("/simple/listed/"), Reader.SIMPLE_HTML);

        assertThat(page.header("content-type").orElseThrow()).startsWith(Reader.SIMPLE_HTML);
        assertThat(page.text()).contains(">" + wheel.filename() + "</a>", "#sha256=" + wheel.sha256().hex());
        assertThat(Http.get(index.url("/simple/"), Reader.SIMPLE_JSON).json().path("projects"))
                .anySatisfy(project -> assertThat(project.path("name").asText()).isEqualTo("listed"));
    }

    @Test
    void refusesATokenThatWasRevoked() {
        index.manage().createProject("revoked");
        IssuedToken token = index.manage().issueToken("revoked");
        index.manage().revokeToken(token);

        Answer answer = Upload.of(Wheel.of("revoked", "1.0", "x")).withToken(token.text()).sendTo(index);

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void refusesATokenOfAnotherProject() {
        index.manage().createProject("mine");
        String token = index.manage().projectWithToken("yours");

        Answer answer = Upload.of(Wheel.of("mine", "1.0", "x")).withToken(token).sendTo(index);

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void refusesAnIdTokenThatWasUsedBefore() {
        index.manage().createProject("replayed");
        index.manage().addPublisher("replayed", Registration.local("hallmark-tests", "replayed", "release.yml"));
        String idToken = CiJob.of(index, "hallmark-tests/replayed", "release.yml").idToken(CiJob.audience(index));
        CiJob.mint(index, idToken);

        Answer again = CiJob.mintRequest(index, idToken);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.json().at("/errors/0/code").asText()).isEqualTo("invalid-reuse-token");
    }

    private byte[] content(String project, Wheel wheel) {
        JsonNode file = index.reader().file(project, wheel.filename()).orElseThrow();
        return Http.get(index.reader().url(project, file)).body();
    }
}
