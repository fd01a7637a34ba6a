package dev.hallmark.provenance.ingest;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.ProjectPolicy.Reaction;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.FileDeleted;
import dev.hallmark.contract.event.HoldDecided;
import dev.hallmark.contract.event.PendingPublisherAdded;
import dev.hallmark.contract.event.PendingPublisherRemoved;
import dev.hallmark.contract.event.PolicyChanged;
import dev.hallmark.contract.event.ProjectCreated;
import dev.hallmark.contract.event.ProjectStatusChanged;
import dev.hallmark.contract.event.PublisherAdded;
import dev.hallmark.contract.event.PublisherReified;
import dev.hallmark.contract.event.PublisherRemoved;
import dev.hallmark.contract.event.ReleaseUnyanked;
import dev.hallmark.contract.event.ReleaseYanked;
import dev.hallmark.contract.event.ReviewConcluded;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.SubmissionJudged;
import dev.hallmark.contract.event.UploadTokenMinted;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Verdicts and facts about projects travel on different topics: whichever comes first, readers see the same in the end.
/// And every event may come twice.
@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class OrderOfArrivalTest {

    private static final Instant TIME = Instant.parse("2026-03-05T00:00:00Z");
    private static final ProjectPolicy HOLDING = new ProjectPolicy(
            1, false, null, List.of(), List.of(), Reaction.HOLD, Reaction.HOLD, false, null, List.of());

    /// The story of one project: an attested release, then what has to happen around the verdict of a second one.
    record Story(String name, List<Event> before, Event verdict, Event fact) {

        @Override
        public String toString() {
            return name;
        }
    }

    @Inject
    Topics topics;

    static Stream<Story> stories() {
        return Stream.of(
                story("deleted", file -> new FileDeleted(
                        file.project(), file.version(), file.uploadId(), file.filename(), TIME, "an owner")),
                story("yanked", file -> new ReleaseYanked(file.project(), file.version(), "broken", TIME, "an owner")),
                story("unyanked", file -> new ReleaseUnyanked(file.project(), file.version(), TIME, "an owner")),
                story("quarantined", file -> new ProjectStatusChanged(
                        file.project(), ProjectStatus.QUARANTINED, "malware", TIME, "an administrator")),
                story("policy", file -> new PolicyChanged(file.project(), HOLDING, TIME, "an owner")),
                story("created", file -> new ProjectCreated(file.project(), "Order.Created", TIME, "an owner")),
                story("publisher", file -> new PublisherAdded(
                        file.project(), Facts.PUBLISHER_ID, Facts.PUBLISHER, TIME, "an owner")),
                story("removed", file -> new PublisherRemoved(
                        file.project(), Facts.PUBLISHER_ID, Facts.PUBLISHER, TIME, "an owner")),
                story("pending", file -> new PendingPublisherAdded(
                        file.project(), Facts.PUBLISHER_ID, Facts.PUBLISHER, TIME.plusSeconds(60), TIME, "an owner")),
                story("expired", file -> new PendingPublisherRemoved(
                        file.project(), Facts.PUBLISHER_ID, Facts.PUBLISHER, PendingPublisherRemoved.Reason.EXPIRED, TIME, "nobody")),
                story("reified", file -> new PublisherReified(file.project(), Facts.PUBLISHER_ID, Facts.PUBLISHER, TIME)),
                story("minted", file -> new UploadTokenMinted(
                        file.project(), Facts.PUBLISHER_ID, Facts.PUBLISHER, Facts.PUBLISHER_ID, Map.of("sha", "f00d"), TIME.plusSeconds(60), TIME)),
                story("attested", file -> new SubmissionJudged(
                        Facts.PUBLISHER_ID, file.uploadId(), file.project(), file.version(), file.filename(),
                        new ProjectPolicy.Attester("auditor", Facts.PUBLISHER), TIME,
                        new Verdict.Verified(List.of(Facts.attestation("https://audit.example/v1", "{\"audit\":1}"))),
                        "attestation-verifier 0.1.0", "1", null)),
                story("unattested", file -> new SubmissionJudged(
                        Facts.PUBLISHER_ID, file.uploadId(), file.project(), file.version(), file.filename(),
                        new ProjectPolicy.Attester("auditor", Facts.PUBLISHER), TIME, Facts.rejected(),
                        "attestation-verifier 0.1.0", "1", null)),
                story("reviewed", file -> new ReviewConcluded(
                        Facts.PUBLISHER_ID, file.uploadId(), file.project(), Facts.PUBLISHER, Facts.rejected(),
                        "attestation-verifier 0.2.0", "2", null)),
                held("approved", true),
                held("disapproved", false));
    }

    private static Story story(String name, java.util.function.Function<StagedFile, Event> fact) {
        StagedFile file = Facts.file("order_" + name + "-2.0.tar.gz");
        return new Story(name, List.of(), reached(file, Facts.verified()), fact.apply(file));
    }

    private static Story held(String name, boolean approved) {
        StagedFile before = Facts.file("order_" + name + "-1.0.tar.gz");
        StagedFile file = Facts.later(Facts.under(HOLDING, Facts.file("order_" + name + "-2.0.tar.gz")));
        return new Story(
                name,
                List.of(reached(before, Facts.verified())),
                reached(file, Facts.unattested()),
                new HoldDecided(file.project(), file.uploadId(), approved, TIME, "another owner"));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void endsTheSameWhicheverComesFirst(Story story) {
        String verdictFirst = endOf(story, "a", List.of(story.verdict(), story.fact()));
        String factFirst = endOf(story, "b", List.of(story.fact(), story.verdict()));
        assertThat(factFirst).isEqualTo(verdictFirst);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void makesNoSecondEffectWhenAnythingComesTwice(Story story) {
        ProjectName project = copy(story.verdict(), "c").project();
        List<UUID> ids = new ArrayList<>();
        List<Event> events = Stream.concat(story.before().stream(), Stream.of(story.verdict(), story.fact()))
                .map(event -> copy(event, "c"))
                .toList();
        events.forEach(event -> ids.add(topics.deliver(event)));
        String once = page(project) + history(project);
        for (int i = 0; i < events.size(); i++) {
            topics.deliver(ids.get(i), events.get(i));
        }
        assertThat(page(project) + history(project)).isEqualTo(once);
    }

    /// What readers see, but for the names, serials and times that make the two runs differ.
    private String endOf(Story story, String run, List<Event> events) {
        ProjectName project = copy(story.verdict(), run).project();
        story.before().forEach(event -> topics.deliver(copy(event, run)));
        events.forEach(event -> topics.deliver(copy(event, run)));
        return (page(project) + kinds(project))
                .replace("order-" + run + "-", "order-")
                .replace("order_" + run + "_", "order_")
                .replaceAll("\"_last-serial\":\\d+", "")
                .replaceAll("[0-9a-f/]{64,}", "");
    }

    private static Event copy(Event event, String run) {
        return Facts.renamed(event, name -> name.replace("order_", "order_" + run + "_").replace("order-", "order-" + run + "-"));
    }

    private static String page(ProjectName project) {
        return given().accept("application/vnd.pypi.simple.v1+json").get("/simple/{project}/", project.normalized()).body().asString();
    }

    private static String history(ProjectName project) {
        return given().get("/history/{project}", project.normalized()).body().asString();
    }

    private static List<String> kinds(ProjectName project) {
        return given().get("/history/{project}", project.normalized()).jsonPath().getList("entries.kind", String.class).stream()
                .sorted()
                .toList();
    }
}
