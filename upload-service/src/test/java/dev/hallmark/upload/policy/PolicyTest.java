package dev.hallmark.upload.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.event.PolicyChanged;
import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Distributions.Distribution;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class PolicyTest {

    private static final String ATTESTER =
            "{\"name\":\"rebuilder\",\"identity\":{\"kind\":\"email\",\"issuer\":\"https://accounts.example\",\"email\":\"a@b.example\"}}";

    @Inject
    Colleagues colleagues;

    @Test
    void startsWithTheDefaultsOfTheIndex() {
        JsonNode policy = Index.manage("GET", path(Index.newProject()), "", 200);

        assertThat(policy.path("version").asLong()).isZero();
        assertThat(policy.path("trustedPublishingOnly").asBoolean()).isFalse();
        assertThat(policy.path("onProvenanceLoss").asText()).isEqualTo("allow");
    }

    @Test
    void countsVersionsAndTellsOfEachByValue() {
        String project = Index.newProject();
        Index.manage("PUT", path(project), "{\"onProvenanceLoss\":\"warn\"}", 200);

        JsonNode second =
                Index.manage("PUT", path(project), "{\"onProvenanceChange\":\"hold\",\"attesters\":[" + ATTESTER + "]}", 200);

        assertThat(second.path("version").asLong()).isEqualTo(2);
        assertThat(second.path("onProvenanceLoss").asText()).isEqualTo("allow");
        PolicyChanged told = colleagues.await(PolicyChanged.class, event -> event.policy().version() == 2
                && event.project().normalized().equals(project));
        assertThat(told.by()).isEqualTo("administrator");
        assertThat(told.policy().onProvenanceChange()).isEqualTo(ProjectPolicy.Reaction.HOLD);
        assertThat(told.policy().attesters().getFirst().name()).isEqualTo("rebuilder");
    }

    @Test
    void givesEveryVersionToOneOfParallelChanges() {
        String project = Index.newProject();

        List<Long> versions = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> Index.manage("PUT", path(project), "{}", 200).path("version").asLong()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertThat(versions).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void changesNothingWhenSomebodyElseWasFaster() {
        String project = Index.newProject();
        Index.manage("PUT", path(project), "{}", 200);

        RawHttp.Answer answer = RawHttp.send(
                Index.port(),
                "PUT",
                path(project),
                Map.of(
                        "Authorization", "Bearer " + IndexUnderTest.ADMIN_TOKEN,
                        "Content-Type", "application/json",
                        "If-Match", "\"0\""),
                "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(412);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("policy-changed");
        assertThat(Index.manage("GET", path(project), "", 200).path("version").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":7}",
                "{\"nonsense\":true}",
                "{\"trustedPublishingOnly\":\"yes\"}",
                "{\"trustedPublishingOnly\":null}",
                "{\"onProvenanceLoss\":\"explode\"}",
                "{\"attestationsRequiredFrom\":\"yesterday\"}",
                "{\"requiredPredicateTypes\":[\"not a url\"]}",
                "{\"requiredPredicateTypes\":null}",
                "{\"boundToIndex\":\"http://index.example\"}",
                "{\"pinnedIdentities\":[{\"kind\":\"github\",\"owner\":\"octo\"}]}",
                "{\"pinnedIdentities\":[{\"kind\":\"unheard-of\"}]}",
                "{\"attesters\":[{\"name\":\"Re Builder\",\"identity\":{\"kind\":\"email\",\"issuer\":\"https://a.example\",\"email\":\"a@b\"}}]}"
            })
    void refusesWhatIsNoPolicy(String wish) {
        RawHttp.Answer answer = Index.manage("PUT", path(Index.newProject()), wish);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo("policy-invalid");
    }

    @Test
    void refusesTwoAttestersOfOneNameAndAPolicyThatIsTooLong() {
        String project = Index.newProject();

        RawHttp.Answer twice = Index.manage("PUT", path(project), "{\"attesters\":[" + ATTESTER + "," + ATTESTER + "]}");
        RawHttp.Answer tooLong =
                Index.manage("PUT", path(project), "{\"boundToIndex\":\"https://" + "x".repeat(20_000) + ".example\"}");

        assertThat(twice.status()).isEqualTo(400);
        assertThat(tooLong.status()).isEqualTo(400);
    }

    @Test
    void giveEachFileThePolicyThatItWasUploadedUnder() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Index.manage("PUT", path(project), "{\"onProvenanceLoss\":\"hold\"}", 200);
        Distribution file = Distributions.sdist(project, "1.0");

        Index.uploadAsync(token, Form.of(file));

        ProjectPolicy policy = colleagues.awaitStaged(file.filename()).file().policyOrInitial();
        assertThat(policy.version()).isEqualTo(1);
        assertThat(policy.onProvenanceLoss()).isEqualTo(ProjectPolicy.Reaction.HOLD);
    }

    @Test
    void keepsApiTokensOutWhereOnlyTrustedPublishersUpload() {
        String project = Index.newProject();
        String token = Index.newToken(project);
        Index.newPublisher(project, project);
        Index.manage("PUT", path(project), "{\"trustedPublishingOnly\":true}", 200);
        Form form = Form.of(Distributions.sdist(project, "1.0"));

        RawHttp.Answer byToken = Index.uploadAsync(token, form);
        RawHttp.Answer byPublisher = Index.uploadAsync(Index.newUploadToken(project), form);

        assertThat(byToken.status()).isEqualTo(403);
        assertThat(Index.json(byToken.body()).path("refusal").asText()).isEqualTo("trusted-publishing-required");
        assertThat(byPublisher.status()).isEqualTo(202);
    }

    private static String path(String project) {
        return "/manage/projects/" + project + "/policy";
    }
}
