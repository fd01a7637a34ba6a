package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.endtoend.Manage.Registration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// People who sign in, and what they decide about their projects.
@ExtendWith(SharedIndex.class)
class PeopleTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Index index;

    PeopleTest(Index index) {
        this.index = index;
    }

    /// Somebody who signed in with the local identity provider.
    private record Person(Index index, String token) {

        static Person of(Index index, String subject) {
            Answer answer = Http.send(
                    "POST",
                    URI.create(index.connection().get("HALLMARK_PEOPLE_ISSUER") + "/tokens"),
                    Map.of("Content-Type", "application/json"),
                    JSON.createObjectNode().put("subject", subject).toString().getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            index.keepSecret(answer.text());
            return new Person(index, answer.text());
        }

        Answer send(String method, String path, ObjectNode body) {
            return Http.send(
                    method,
                    index.url(path),
                    Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                    body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8));
        }

        void create(String project) {
            assertThat(send("POST", "/manage/projects", JSON.createObjectNode().put("name", project)).status())
                    .isEqualTo(201);
        }

        /// An API token for all of the person's projects.
        String apiToken() {
            Answer answer = send(
                    "POST",
                    "/manage/tokens",
                    JSON.createObjectNode().put("description", "end to end").put("allProjects", true));
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            String text = answer.json().path("token").asText();
            index.keepSecret(text);
            return text;
        }
    }

    @Test
    void createTheirProjectAndUploadToItWithATokenOfTheirOwn() {
        Person owner = Person.of(index, "owner-of-own");
        owner.create("people-own");

        Answer upload = Upload.of(Wheel.of("people-own", "1.0", "x")).withToken(owner.apiToken()).sendTo(index);

        assertThat(upload.status()).as("%s", upload).isEqualTo(200);
        assertThat(Person.of(index, "a-stranger").send("GET", "/manage/projects/people-own", null).status()).isEqualTo(403);
    }

    @Test
    void areNoJobs() {
        String idToken = CiJob.of(index, "hallmark-tests/no-person", "release.yml").idToken("hallmark-people");

        Answer answer = new Person(index, idToken).send("GET", "/manage/projects", null);

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void yankDeleteAndArchive() {
        Person owner = Person.of(index, "owner-of-lifecycle");
        owner.create("people-lifecycle");
        String token = owner.apiToken();
        Wheel wheel = Wheel.of("people-lifecycle", "1.0", "x");
        assertThat(Upload.of(wheel).withToken(token).sendTo(index).status()).isEqualTo(200);
        String release = "/manage/projects/people-lifecycle/releases/1.0";

        owner.send("PUT", release + "/yank", JSON.createObjectNode().put("reason", "broken"));
        soon("a yanked release", () -> index.reader()
                .file("people-lifecycle", wheel.filename())
                .filter(file -> file.path("yanked").asText().equals("broken"))
                .isPresent());
        owner.send("DELETE", release + "/files/" + wheel.filename(), null);
        soon("no file any more", () -> index.reader().file("people-lifecycle", wheel.filename()).isEmpty());
        Answer again = Upload.of(wheel).withToken(token).sendTo(index);
        owner.send("PUT", "/manage/projects/people-lifecycle/status", JSON.createObjectNode().put("status", "archived"));
        soon("an archived project", () -> index.reader()
                .simple("people-lifecycle")
                .json()
                .at("/project-status/status")
                .asText()
                .equals("archived"));

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.reason()).contains("previously used by a file that has since been deleted");
        assertThat(Upload.of(Wheel.of("people-lifecycle", "2.0", "x")).withToken(token).sendTo(index).status())
                .isEqualTo(403);
    }

    @Test
    void approveAFileThatLostItsProvenance() {
        Person uploader = Person.of(index, "owner-who-uploads");
        uploader.create("people-hold");
        uploader.send(
                "POST",
                "/manage/projects/people-hold/roles",
                JSON.createObjectNode().put("subject", "owner-who-approves").put("role", "owner"));
        uploader.send(
                "PUT", "/manage/projects/people-hold/policy", JSON.createObjectNode().put("onProvenanceLoss", "hold"));
        index.manage().addPublisher("people-hold", Registration.local("hallmark-tests", "people-hold", "release.yml"));
        CiJob job = CiJob.of(index, "hallmark-tests/people-hold", "release.yml");
        Wheel attested = Wheel.of("people-hold", "1.0", "x");
        String attestations = Attestation.arrayOf(List.of(job.attest(attested.filename(), attested.bytes())));
        assertThat(Upload.of(attested).withAttestations(attestations).withToken(job.uploadToken()).sendTo(index).status())
                .isEqualTo(200);
        Wheel bare = Wheel.of("people-hold", "1.1", "x");

        Answer held = Upload.of(bare).withToken(uploader.apiToken()).sendTo(index);
        String decision = "/manage/projects/people-hold/holds/" + uploadId(held) + "/decision";
        ObjectNode approval = JSON.createObjectNode().put("approved", true);
        Answer own = uploader.send("PUT", decision, approval);
        boolean listedBefore = index.reader().lists(bare);
        Answer others = Person.of(index, "owner-who-approves").send("PUT", decision, approval);

        assertThat(held.status()).as("%s", held).isEqualTo(202);
        assertThat(held.reason()).startsWith("Held (provenance-lost)");
        assertThat(own.status()).isEqualTo(403);
        assertThat(listedBefore).isFalse();
        assertThat(others.status()).isEqualTo(204);
        soon("an approved file", () -> index.reader().lists(bare));
    }

    @Test
    void letAnAttesterAddAttestationsLater() {
        Person owner = Person.of(index, "owner-of-attested");
        owner.create("people-attested");
        Wheel wheel = Wheel.of("people-attested", "1.0", "x");
        assertThat(Upload.of(wheel).withToken(owner.apiToken()).sendTo(index).status()).isEqualTo(200);
        ObjectNode policy = JSON.createObjectNode();
        policy.putArray("attesters")
                .addObject()
                .put("name", "rebuilder")
                .putObject("identity")
                .put("kind", "github")
                .put("issuer", index.authorities().toString())
                .put("server", "https://github.com")
                .put("owner", "hallmark-tests")
                .put("repository", "rebuilder")
                .put("workflow", "rebuild.yml");
        assertThat(owner.send("PUT", "/manage/projects/people-attested/policy", policy).status()).isEqualTo(200);
        CiJob rebuilder = CiJob.of(index, "hallmark-tests/rebuilder", "rebuild.yml");
        CiJob impostor = CiJob.of(index, "hallmark-tests/impostor", "rebuild.yml");

        Answer genuine = submit(wheel, rebuilder);
        Answer forged = submit(wheel, impostor);

        soon("verified attestations", () -> List.of("verified", "added").contains(stateOf(genuine)));
        soon("refused attestations", () -> stateOf(forged).equals("rejected"));
    }

    private Answer submit(Wheel wheel, CiJob job) {
        Answer answer = Http.send(
                "POST",
                index.url("/attestations/people-attested/1.0/" + wheel.filename() + "?attester=rebuilder"),
                Map.of(
                        "Authorization", "Bearer " + Person.of(index, "an-auditor").token(),
                        "Content-Type", "application/json",
                        "Prefer", "respond-async"),
                Attestation.arrayOf(List.of(job.attest(wheel.filename(), wheel.bytes()))).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer;
    }

    private String stateOf(Answer answer) {
        String path = URI.create(answer.header("location").orElseThrow()).getPath();
        return Http.get(index.url(path)).json().path("state").asText();
    }

    private static String uploadId(Answer answer) {
        String location = answer.header("location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static void soon(String what, BooleanSupplier holds) {
        Waiting.until(what, Duration.ofSeconds(30), holds);
    }
}
