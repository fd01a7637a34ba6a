package dev.hallmark.upload.publishers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.event.PublisherAdded;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.contract.event.UploadTokenMinted;
import dev.hallmark.upload.testing.Colleagues;
import dev.hallmark.upload.testing.Distributions;
import dev.hallmark.upload.testing.Form;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.JobTokens;
import dev.hallmark.upload.testing.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Publishers of all projects of an organisation.
@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class OrganizationTest {

    @Inject
    Colleagues colleagues;

    @Test
    void opensEveryProjectOfTheOrganizationAndNoOther() {
        String organization = newOrganization();
        String first = newMember(organization);
        String second = newMember(organization);
        String other = Index.newProject();
        trust(organization, organization);

        String token = Index.newUploadToken(organization);

        assertThat(uploads(token, first, second, other)).containsExactly(202, 202, 403);
    }

    @Test
    void opensAProjectThatJoinsLater() {
        String organization = newOrganization();
        trust(organization, organization);
        String project = newMember(organization);

        String token = Index.newUploadToken(organization);

        assertThat(uploads(token, project)).containsExactly(202);
    }

    @Test
    void endsTheTokensOfAProjectThatLeavesAtOnce() {
        String organization = newOrganization();
        String staying = newMember(organization);
        String leaving = newMember(organization);
        trust(organization, organization);
        String token = Index.newUploadToken(organization);

        RawHttp.Answer left =
                Index.manage("DELETE", "/manage/organizations/" + organization + "/projects/" + leaving, "");

        assertThat(left.status()).isEqualTo(204);
        assertThat(uploads(token, staying, leaving)).containsExactly(202, 403);
    }

    @Test
    void tellsEachProjectWhomItTrusts() {
        String organization = newOrganization();
        String before = newMember(organization);
        String id = trust(organization, organization);
        String after = newMember(organization);

        Index.manage("DELETE", "/manage/organizations/" + organization + "/publishers/" + id, "");

        for (String project : List.of(before, after)) {
            assertThat(colleagues.await(PublisherAdded.class, project).publisherId()).hasToString(id);
            assertThat(colleagues.await(PublisherRemoved.class, project).publisher().description())
                    .isEqualTo("octo/" + organization + " release.yml");
        }
    }

    @Test
    void tellsAProjectThatLeavesWhomItTrustsNoMore() {
        String organization = newOrganization();
        String project = newMember(organization);
        String id = trust(organization, organization);

        Index.manage("DELETE", "/manage/organizations/" + organization + "/projects/" + project, "");

        assertThat(colleagues.await(PublisherRemoved.class, project).publisherId()).hasToString(id);
    }

    @Test
    void prefersTheProjectsOwnPublisher() {
        String organization = newOrganization();
        String project = newMember(organization);
        trust(organization, organization);
        String own = Index.newPublisher(project, organization);

        Index.newUploadToken(organization);

        assertThat(colleagues.await(UploadTokenMinted.class, project).publisherId()).hasToString(own);
    }

    @Test
    void refusesAJobWhileTheOrganizationHasNoProjects() {
        String organization = newOrganization();
        trust(organization, organization);
        String project = Index.newProject();
        Index.newPublisher(project, "elsewhere");

        RawHttp.Answer answer = Index.mint(JobTokens.GITHUB.tokenWith(
                PublishersTest.gitHubJob(organization, "release")));

        assertThat(Index.json(answer.body()).path("errors").path(0).path("description").asText())
                .isEqualTo("valid token, but no corresponding publisher (The organization has no projects)");
    }

    @Test
    void showsItsProjectsAndPublishers() {
        String organization = newOrganization();
        String project = newMember(organization);
        trust(organization, organization);

        assertThat(Index.manage("GET", "/manage/organizations/" + organization, "", 200).path("projects").path(0).asText())
                .isEqualTo(project);
        assertThat(Index.manage("GET", "/manage/organizations/" + organization + "/publishers", "", 200)
                        .path("publishers").path(0).path("organizationName").asText())
                .isEqualTo(organization);
        assertThat(Index.manage("GET", "/manage/organizations", "", 200).path("organizations").valueStream()
                        .map(JsonNode::asText))
                .contains(organization);
    }

    @Test
    void constrainsAPublisher() {
        String organization = newOrganization();
        newMember(organization);
        String wide = trust(organization, organization);

        String narrow = Index.manage(
                        "PATCH",
                        "/manage/organizations/" + organization + "/publishers/" + wide,
                        "{\"environment\":\"release\"}",
                        200)
                .path("environment")
                .asText();

        assertThat(narrow).isEqualTo("release");
        assertThat(Index.newUploadToken(organization)).isEmpty();
    }

    @Test
    void takesAProjectOfOneOrganizationOnly() {
        String organization = newOrganization();
        String project = newMember(organization);

        RawHttp.Answer again = Index.manage("PUT", "/manage/organizations/" + organization + "/projects/" + project, "");
        RawHttp.Answer other = Index.manage("PUT", "/manage/organizations/" + newOrganization() + "/projects/" + project, "");

        assertThat(again.status()).isEqualTo(204);
        assertThat(other.status()).isEqualTo(409);
        assertThat(Index.json(other.body()).path("code").asText()).isEqualTo("organization-other");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, '', '{\"name\":\"Bad Name\"}', 400, organization-name-invalid",
        "POST, '', '{\"name\":\"TAKEN\"}', 409, organization-exists",
        "GET, /nobody, '', 404, organization-unknown",
        "GET, /nobody/publishers, '', 404, organization-unknown",
        "POST, /nobody/publishers, '{\"owner\":\"octo\",\"repository\":\"tool\",\"workflow\":\"release.yml\"}', 404, organization-unknown",
        "PUT, /nobody/projects/tool, '', 404, organization-unknown",
        "PUT, /TAKEN/projects/nothing-here, '', 404, project-unknown",
        "DELETE, /TAKEN/projects/PROJECT, '', 404, organization-unknown",
        "DELETE, /TAKEN/publishers/8c1e1f3c-0000-0000-0000-000000000000, '', 404, publisher-unknown"
    })
    void refusesInOneForm(String method, String path, String body, int status, String code) {
        String taken = newOrganization();
        String project = Index.newProject();

        RawHttp.Answer answer = Index.manage(
                method,
                "/manage/organizations" + path.replace("TAKEN", taken).replace("PROJECT", project),
                body.replace("TAKEN", taken));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(Index.json(answer.body()).path("code").asText()).isEqualTo(code);
    }

    private static String newOrganization() {
        String name = "org-" + Index.newName();
        Index.manage("POST", "/manage/organizations", "{\"name\":\"" + name + "\"}", 201);
        return name;
    }

    private static String newMember(String organization) {
        String project = Index.newProject();
        RawHttp.Answer joined = Index.manage("PUT", "/manage/organizations/" + organization + "/projects/" + project, "");
        assertThat(joined.status()).as(joined.toString()).isEqualTo(204);
        return project;
    }

    private static String trust(String organization, String repository) {
        return Index.manage(
                        "POST",
                        "/manage/organizations/" + organization + "/publishers",
                        "{\"owner\":\"octo\",\"repository\":\"" + repository + "\",\"workflow\":\"release.yml\"}",
                        201)
                .path("id")
                .asText();
    }

    private static List<Integer> uploads(String token, String... projects) {
        return Stream.of(projects)
                .map(project -> Index.uploadAsync(token, Form.of(Distributions.sdist(project, "1.0"))).status())
                .toList();
    }
}
