package dev.hallmark.provenance.urls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Publisher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

class PublisherSiteTest {

    private static final PublisherSite SITE = PublisherSite.of(publisher("https://github.com", "o", "r"));

    @ParameterizedTest
    @ValueSource(strings = {
        "https://github.com/o/r",
        "https://github.com/o/r/",
        "https://github.com/o/r.git",
        "https://github.com/o/r.git/",
        "https://github.com/o/r/issues",
        "https://github.com/o/r/tree/main/docs",
        "HTTPS://GitHub.com/O/R",
        "https://github.com/o/r?tab=readme",
        "https://github.com/o/r#readme",
        "https://github.com/o/x/../r",
        "https://github.com/./o/r",
        "https://github.com/o/r//releases",
        "https://o.github.io/r",
        "https://o.github.io/r/",
        "https://o.github.io/r/x",
        "https://O.GitHub.io/R/x",
    })
    void coversTheRepositoryAndItsPages(String url) {
        assertThat(SITE.covers(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "github.com/o/r",
        "//github.com/o/r",
        "https:github.com/o/r",
        "https:///github.com/o/r",
        "https://github.com",
        "https://github.com/",
        "https://github.com/o",
        "https://github.com/o/",
        "https://github.com/o/rr",
        "https://github.com/o/r.git/issues",
        "https://github.com/o/r_x",
        "https://github.com//o/r",
        "https://github.com/o//r",
        "http://github.com/o/r",
        "ftp://github.com/o/r",
        "https://user@github.com/o/r",
        "https://user:password@github.com/o/r",
        "https://github.com@evil.example/o/r",
        "https://github.com:443/o/r",
        "https://github.com:/o/r",
        "https://github.com./o/r",
        "https://www.github.com/o/r",
        "https://gist.github.com/o/r",
        "https://raw.githubusercontent.com/o/r/main/x",
        "https://api.github.com/repos/o/r",
        "https://github.com.evil.example/o/r",
        "https://evil.example/https://github.com/o/r",
        "https://github.com/o/r/../evil",
        "https://github.com/o/r/x/../../evil",
        "https://github.com/o/r/..",
        "https://github.com/o/r/%2e%2e/evil",
        "https://github.com/o/r/.%2e/evil",
        "https://github.com/o/r/%2E./evil",
        "https://github.com/o/%2e%2e/o/r",
        "https://github.com/o/r/..\\evil",
        "https://github.com/o/r\\..\\evil",
        "https://github.com\\o\\r",
        "https:\\\\github.com\\o\\r",
        "https://github.com/o/r/..\\x/../evil",
        "https://github.com/o/r/\t../evil",
        "https://github.com/o/r\n",
        " https://github.com/o/r",
        "https://github.com/o/r ",
        "ht\ntps://github.com/o/r",
        "https://github.com/o%2fr",
        "https://github.com/%6f/r",
        "https://gıthub.com/o/r",
        "https://ｇithub.com/o/r",
        "https://github。com/o/r",
        "https://xn--gthub-n4a.com/o/r",
        "https://o.github.io/",
        "https://o.github.io/r2",
        "https://o.github.io/r.git",
        "https://o.github.io/r.git/x",
        "https://o.github.io/r.github.io",
        "http://o.github.io/r",
        "https://x.o.github.io/r",
        "https://github.com/o/r|x",
        "javascript:alert(1)//https://github.com/o/r",
    })
    void doesNotCoverAnythingElse(String url) {
        assertThat(SITE.covers(url)).isFalse();
    }

    @Test
    void doesNotTakeASiteOfAnOwnerForARepository() {
        PublisherSite userSite = PublisherSite.of(publisher("https://github.com", "o", "o.github.io"));
        assertThat(userSite.covers("https://o.github.io/")).isFalse();
    }

    @Test
    void coversTheRepositoryOfAnEnterpriseServer() {
        PublisherSite site = PublisherSite.of(publisher("https://git.example", "o", "r"));
        assertThat(site.covers("https://git.example/o/r/wiki")).isTrue();
    }

    @Test
    void hasNoPublicPagesForAnEnterpriseServer() {
        PublisherSite site = PublisherSite.of(publisher("https://git.example", "o", "r"));
        assertThat(site.covers("https://o.github.io/r")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://gitlab.com/Group/sub/project",
        "https://gitlab.com/group/sub/project.git",
        "https://gitlab.com/GROUP/sub/project/-/issues",
        "https://group.gitlab.io/sub/project",
        "https://GROUP.gitlab.io/sub/project/guide.html",
    })
    void coversAProjectOfGitLabAndItsPages(String url) {
        assertThat(PublisherSite.of(gitLab("https://gitlab.com", "Group/sub", "project")).covers(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://gitlab.com/group/sub",
        "https://gitlab.com/group/project",
        "https://gitlab.com/group/sub/project2",
        "https://gitlab.com/group/sub/project.git/-/issues",
        "https://gitlab.com/group//sub/project",
        "https://group.gitlab.io/",
        "https://group.gitlab.io/sub/Project",
        "https://group.gitlab.io/sub/project.git",
        "https://sub.gitlab.io/project",
        "https://project-abc123.gitlab.io/",
        "http://gitlab.com/group/sub/project",
    })
    void coversNothingElseOfGitLab(String url) {
        assertThat(PublisherSite.of(gitLab("https://gitlab.com", "Group/sub", "project")).covers(url)).isFalse();
    }

    @Test
    void coversTheWholeSiteOfAGitLabGroup() {
        PublisherSite site = PublisherSite.of(gitLab("https://gitlab.com", "group", "group.gitlab.io"));
        assertThat(site.covers("https://group.gitlab.io/")).isTrue();
        assertThat(site.covers("https://group.gitlab.io/anything")).isTrue();
        assertThat(site.covers("https://other.gitlab.io/")).isFalse();
    }

    @Test
    void takesNoSubgroupsProjectForTheSiteOfItsGroup() {
        PublisherSite site = PublisherSite.of(gitLab("https://gitlab.com", "group/sub", "group.gitlab.io"));
        assertThat(site.covers("https://group.gitlab.io/")).isFalse();
    }

    /// The pages of a host of one's own lie at a domain that nothing names.
    @Test
    void coversAProjectOfGitLabOnAHostOfOnesOwn() {
        PublisherSite site = PublisherSite.of(gitLab("https://git.example:8443", "group", "project"));
        assertThat(site.covers("https://git.example:8443/group/project/-/wikis")).isTrue();
        assertThat(site.covers("https://git.example/group/project")).isFalse();
        assertThat(site.covers("https://gitlab.com/group/project")).isFalse();
        assertThat(site.covers("https://group.gitlab.io/project")).isFalse();
    }

    @Test
    void coversAProjectOfActiveStateByExactCase() {
        PublisherSite site = PublisherSite.of(new Publisher.ActiveState(
                Publisher.ActiveState.PUBLIC_ISSUER, Publisher.ActiveState.PUBLIC_SERVER, "org", "project", "actor", null));
        assertThat(site.covers("https://platform.activestate.com/org/project")).isTrue();
        assertThat(site.covers("https://platform.activestate.com/org/project/builds")).isTrue();
        assertThat(site.covers("https://platform.activestate.com/Org/project")).isFalse();
        assertThat(site.covers("https://platform.activestate.com/org/project.git")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://accounts.google.com/", "https://google.com/", "https://a.iam.gserviceaccount.com/"})
    void coversNothingForGoogle(String url) {
        PublisherSite site = PublisherSite.of(
                new Publisher.Google(Publisher.Google.PUBLIC_ISSUER, "a@a.iam.gserviceaccount.com", null));
        assertThat(site.covers(url)).isFalse();
    }

    @Test
    void coversNothingOfAServerWithoutTls() {
        PublisherSite site = PublisherSite.of(publisher("http://git.example", "o", "r"));
        assertThat(site.covers("http://git.example/o/r")).isFalse();
        assertThat(site.covers("https://git.example/o/r")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "", "r%2e", "\u212A"})
    void coversNothingForARepositoryThatIsNoName(String repository) {
        PublisherSite site = PublisherSite.of(publisher("https://github.com", "o", repository));
        assertThat(site.covers("https://github.com/o/" + repository)).isFalse();
    }

    private static Publisher gitLab(String server, String namespace, String project) {
        return new Publisher.GitLab(server, server, namespace, null, project, ".gitlab-ci.yml", null, null, null);
    }

    private static Publisher publisher(String server, String owner, String repository) {
        return new Publisher.GitHub("https://issuer.example", server, owner, null, repository, "release.yml", null);
    }
}
