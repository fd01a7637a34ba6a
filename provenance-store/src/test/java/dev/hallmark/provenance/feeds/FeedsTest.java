package dev.hallmark.provenance.feeds;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.hallmark.contract.event.PendingPublisherAdded;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class FeedsTest {

    private static final Instant TIME = Instant.parse("2026-03-04T00:00:00Z");

    @Inject
    Topics topics;

    @Test
    void tellsOfLostProvenance() {
        topics.deliver(reached(Facts.file("feed_a-1.0.tar.gz"), Facts.verified()));
        topics.deliver(reached(Facts.later(Facts.file("feed_a-2.0.tar.gz")), Facts.unattested()));
        given().get("/feed/Feed.A").then()
                .statusCode(200)
                .contentType(startsWith("application/atom+xml"))
                .body("feed.entry[0].title", equalTo("feed-a 2.0: provenance lost"))
                .body("feed.entry[0].id", startsWith("https://index.example/history/feed-a?before="));
    }

    @Test
    void holdsEveryProjectInOneFeed() {
        topics.deliver(reached(Facts.file("feed_b-1.0.tar.gz"), Facts.verified()));
        assertThat(given().get("/feed").body().asString()).contains("feed-b 1.0: published feed_b-1.0.tar.gz");
    }

    @Test
    void tellsNothingOfProjectsThatDoNotExist() {
        topics.deliver(new PendingPublisherAdded(
                Facts.name("feed-c"), Facts.PUBLISHER_ID, Facts.PUBLISHER, TIME.plusSeconds(60), TIME, "somebody"));
        assertThat(given().get("/feed/feed-c").statusCode()).isEqualTo(404);
        assertThat(given().get("/feed").body().asString()).doesNotContain("feed-c");
    }

    @Test
    void staysXmlWhateverPeopleWrite() throws Exception {
        topics.deliver(new ProjectCreated(Facts.name("feed-d"), "feed-d", TIME, "</name>\u0001&\uFFFE]]>"));
        topics.deliver(new ReleaseYanked(Facts.name("feed-d"), Facts.version("1.0"), "<script>\u000b", TIME, "an owner"));
        String feed = given().get("/feed/feed-d").body().asString();
        DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(feed.getBytes(StandardCharsets.UTF_8)));
        assertThat(feed).contains("&lt;script&gt;");
    }

    @Test
    void sendsA304ToWhoKnowsIt() {
        topics.deliver(reached(Facts.file("feed_e-1.0.tar.gz"), Facts.verified()));
        String etag = given().get("/feed/feed-e").header("ETag");
        assertThat(given().header("If-None-Match", etag).get("/feed/feed-e").statusCode()).isEqualTo(304);
    }
}
