package dev.hallmark.upload.oidc;

import static dev.hallmark.upload.oidc.Claims.match;
import static dev.hallmark.upload.oidc.Claims.matched;
import static dev.hallmark.upload.oidc.Claims.whyNot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RefPattern;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherForgesTest {

    @Nested
    class Google {

        private final Claims account = new Claims(
                Map.of("email", "release@example.iam.gserviceaccount.com", "email_verified", true, "sub", "1234"));
        private final Publisher.Google publisher =
                new Publisher.Google(Publisher.Google.PUBLIC_ISSUER, "release@example.iam.gserviceaccount.com", null);

        @Test
        void isKnownByItsVerifiedAddress() {
            assertThat(match(GoogleAccount.of(account.token()), publisher)).isEqualTo(matched(publisher));
        }

        @Test
        void isRefusedWithAnUnverifiedAddress() {
            assertThat(whyNot(GoogleAccount.of(account.with("email_verified", false).token()), publisher))
                    .isEqualTo("Check failed for claim 'email_verified': expected true");
        }

        @Test
        void isRefusedWithATextInPlaceOfATruthValue() {
            assertThat(whyNot(GoogleAccount.of(account.with("email_verified", "true").token()), publisher))
                    .isEqualTo("Check failed for claim 'email_verified': expected true");
        }

        @Test
        void isRefusedUnderAnotherSpelling() {
            assertThat(whyNot(
                            GoogleAccount.of(account.with("email", "Release@example.iam.gserviceaccount.com").token()), publisher))
                    .startsWith("Check failed for claim 'email'");
        }

        @Test
        void isRefusedAsAnotherSubjectWhereOneIsNamed() {
            Publisher.Google named = new Publisher.Google(publisher.issuer(), publisher.email(), "5678");

            assertThat(whyNot(GoogleAccount.of(account.token()), named))
                    .isEqualTo("Check failed for claim 'sub': expected '5678', found '1234'");
        }
    }

    @Nested
    class ActiveState {

        private final Claims build = new Claims(Map.of(
                "sub", "org:acme:project:tool:artifact:1",
                "organization", "acme",
                "project", "tool",
                "actor", "ada",
                "actor_id", "00000000-1000-8000-0000-000000000003",
                "builder", "pypi-publisher"));
        private final Publisher.ActiveState publisher = publisher(null);

        private static Publisher.ActiveState publisher(String actorId) {
            return new Publisher.ActiveState(
                    Publisher.ActiveState.PUBLIC_ISSUER, Publisher.ActiveState.PUBLIC_SERVER, "acme", "tool", "ada", actorId);
        }

        @Test
        void isKnownByItsProjectAndWhoStartsTheBuild() {
            assertThat(match(ActiveStateJob.of(build.token()), publisher)).isEqualTo(matched(publisher));
        }

        @ParameterizedTest
        @CsvSource({
            "organization, other", "project, other", "sub, org:acme:project:toolbox", "builder, wheel-builder", "actor, eve"
        })
        void isRefusedWithAnotherClaim(String claim, String value) {
            assertThat(whyNot(ActiveStateJob.of(build.with(claim, value).token()), publisher))
                    .startsWith("Check failed for claim '" + claim + "'")
                    .endsWith("found '" + value + "'");
        }

        @Test
        void pinsTheAccountThatStartsTheBuild() {
            ActiveStateJob job = ActiveStateJob.of(build.token()).orThrow();

            assertThat(job.pin(publisher)).isEqualTo(publisher("00000000-1000-8000-0000-000000000003"));
        }

        @Test
        void knowsAPinnedAccountUnderANewName() {
            Publisher.ActiveState pinned = publisher("00000000-1000-8000-0000-000000000003");

            assertThat(match(ActiveStateJob.of(build.with("actor", "ada-l").token()), pinned)).isEqualTo(matched(pinned));
        }
    }

    @Nested
    class Buildkite {

        private final Claims build = new Claims(Map.of(
                "organization_slug", "acme",
                "pipeline_slug", "release",
                "build_branch", "main",
                "build_tag", "v1",
                "build_commit", "7fd1a60b01f91b314f59955a4e4d4e80d8edf11d",
                "job_id", "0184990a-477b-4fa8-9968-496074483cee"));
        private final Publisher.Buildkite publisher =
                new Publisher.Buildkite(Publisher.Buildkite.PUBLIC_ISSUER, "acme", null, "release", null);

        @Test
        void isKnownByItsPipeline() {
            assertThat(match(BuildkiteJob.of(build.token()), publisher)).isEqualTo(matched(publisher));
        }

        @ParameterizedTest
        @CsvSource({"organization_slug, other", "pipeline_slug, other"})
        void isRefusedWithAnotherClaim(String claim, String value) {
            assertThat(whyNot(BuildkiteJob.of(build.with(claim, value).token()), publisher))
                    .startsWith("Check failed for claim '" + claim + "'");
        }

        @Test
        void comparesTheTagWithThePattern() {
            Publisher.Buildkite tags = new Publisher.Buildkite(
                    publisher.issuer(), "acme", null, "release", new RefPattern("refs/tags/v*"));

            assertThat(match(BuildkiteJob.of(build.token()), tags)).isEqualTo(matched(tags));
        }

        @Test
        void comparesTheBranchWithThePatternWhereNoTagIsBuilt() {
            Publisher.Buildkite tags = new Publisher.Buildkite(
                    publisher.issuer(), "acme", null, "release", new RefPattern("refs/tags/v*"));

            assertThat(whyNot(BuildkiteJob.of(build.without("build_tag").token()), tags)).endsWith("found 'refs/heads/main'");
        }

        @Test
        void pinsTheOrganizationOnceATokenTellsItsId() {
            assertThat(BuildkiteJob.of(build.token()).orThrow().pin(publisher)).isEqualTo(publisher);
            assertThat(BuildkiteJob.of(build.with("organization_id", "o-1").token()).orThrow().pin(publisher))
                    .isEqualTo(new Publisher.Buildkite(publisher.issuer(), "acme", "o-1", "release", null));
        }

        @Test
        void isRefusedWithoutTheOrganizationsIdOnceItIsPinned() {
            Publisher.Buildkite pinned = new Publisher.Buildkite(publisher.issuer(), "acme", "o-1", "release", null);

            assertThat(whyNot(BuildkiteJob.of(build.token()), pinned))
                    .isEqualTo("Check failed for claim 'organization_id': expected 'o-1', found ''");
        }
    }

    @Nested
    class CircleCi {

        private static final String ORGANIZATION = "11111111-1111-1111-1111-111111111111";
        private static final String PROJECT = "22222222-2222-2222-2222-222222222222";
        private static final String PIPELINE = "33333333-3333-3333-3333-333333333333";
        private static final String CONTEXT = "44444444-4444-4444-4444-444444444444";

        private final Claims job = new Claims(Map.of(
                "sub", "org/" + ORGANIZATION + "/project/" + PROJECT + "/user/5",
                "oidc.circleci.com/project-id", PROJECT,
                "oidc.circleci.com/pipeline-definition-id", PIPELINE,
                "oidc.circleci.com/context-ids", List.of("other", CONTEXT),
                "oidc.circleci.com/vcs-origin", "github.com/acme/tool",
                "oidc.circleci.com/vcs-ref", "refs/heads/main",
                "oidc.circleci.com/ssh-rerun", false));
        private final Publisher.CircleCi publisher = publisher(CONTEXT, "github.com/acme/tool", "refs/heads/main");

        private static Publisher.CircleCi publisher(String context, String origin, String ref) {
            return new Publisher.CircleCi(
                    "https://oidc.circleci.com/org/" + ORGANIZATION,
                    ORGANIZATION,
                    PROJECT,
                    PIPELINE,
                    context,
                    origin,
                    new RefPattern(ref));
        }

        @Test
        void isKnownByItsPipelineDefinition() {
            assertThat(match(CircleCiJob.of(job.token()), publisher)).isEqualTo(matched(publisher));
        }

        @ParameterizedTest
        @CsvSource({
            "oidc.circleci.com/project-id, other",
            "oidc.circleci.com/pipeline-definition-id, other",
            "oidc.circleci.com/vcs-origin, github.com/eve/tool",
            "oidc.circleci.com/vcs-ref, refs/heads/other",
            "sub, org/eve/project/1"
        })
        void isRefusedWithAnotherClaim(String claim, String value) {
            assertThat(whyNot(CircleCiJob.of(job.with(claim, value).token()), publisher))
                    .startsWith("Check failed for claim '" + claim + "'")
                    .endsWith("found '" + value + "'");
        }

        @Test
        void isRefusedWithoutTheContext() {
            assertThat(whyNot(CircleCiJob.of(job.with("oidc.circleci.com/context-ids", List.of()).token()), publisher))
                    .startsWith("Check failed for claim 'oidc.circleci.com/context-ids': expected '" + CONTEXT);
        }

        @Test
        void isRefusedWhenSomebodyWorksInsideTheJob() {
            assertThat(whyNot(CircleCiJob.of(job.with("oidc.circleci.com/ssh-rerun", true).token()), publisher))
                    .isEqualTo("Publishing from a job that is run again with SSH is not supported.");
        }
    }

    @Nested
    class Generic {

        private final Claims token = new Claims(Map.of("sub", "job:1", "repo", "tool", "protected", "true"));

        @Test
        void isKnownByExactClaims() {
            Publisher.Generic publisher = new Publisher.Generic("https://issuer.example", Map.of("repo", "tool", "protected", "true"));

            assertThat(match(Parsed.valid(new GenericJob(token.token())), publisher)).isEqualTo(matched(publisher));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Tool", "tool ", "to*", ""})
        void isRefusedWithAnotherValue(String expected) {
            Publisher.Generic publisher = new Publisher.Generic("https://issuer.example", Map.of("repo", expected));

            assertThat(whyNot(Parsed.valid(new GenericJob(token.token())), publisher))
                    .isEqualTo("Check failed for claim 'repo': expected '" + expected + "', found 'tool'");
        }

        @Test
        void isRefusedWithoutTheClaim() {
            Publisher.Generic publisher = new Publisher.Generic("https://issuer.example", Map.of("branch", "main"));

            assertThat(whyNot(Parsed.valid(new GenericJob(token.token())), publisher)).endsWith("expected 'main', found 'none'");
        }

        @Test
        void prefersThePublisherThatAsksForMore() {
            Publisher.Generic wide = new Publisher.Generic("https://issuer.example", Map.of("repo", "tool"));
            Publisher.Generic narrow = new Publisher.Generic("https://issuer.example", Map.of("repo", "tool", "sub", "job:1"));

            assertThat(match(Parsed.valid(new GenericJob(token.token())), wide, narrow)).isEqualTo(matched(narrow, wide));
        }
    }

    @Test
    void matchesNoPublisherOfAnotherKind() {
        Publisher.Generic publisher = new Publisher.Generic("https://issuer.example", Map.of("email", "a@example.org"));
        Claims account = new Claims(Map.of("email", "a@example.org", "email_verified", true, "sub", "1"));

        assertThat(whyNot(GoogleAccount.of(account.token()), publisher)).startsWith("The issuer's jobs are of another kind");
    }

    @Test
    void namesATokenWithoutAnIdByWhatWasSigned() {
        assertThat(new Claims(Map.of("sub", "job:1")).token().spentAs()).isEqualTo("sha256:digest");
    }
}
