package dev.hallmark.provenance;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The database stops with open connections, and comes back with its data.
@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class DatabaseDownTest {

    private boolean down;

    @Inject
    Topics topics;

    @BeforeEach
    void publishAFile() {
        topics.deliver(reached(Facts.file("down_a-1.0.tar.gz"), Facts.verified()));
        given().get("/simple/down-a/").then().statusCode(200);
        IndexResource.stopDatabase();
        down = true;
    }

    @AfterEach
    void bringItBack() {
        if (down) {
            resume();
        }
    }

    @Test
    void saysThatItCannotAnswer() {
        Response answer = given().get("/simple/down-a/");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body().asString()).startsWith("503 The index can't answer at the moment")
                .doesNotContain("postgres").doesNotContain("Exception").doesNotContain("127.0.0.1");
    }

    @Test
    void isAliveButNotReady() {
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(503);
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void keepsAVerdictWaitingAndRecordsItWhenTheDatabaseIsBack() {
        CompletableFuture<Void> acknowledged = topics.send(reached(Facts.file("down_b-1.0.tar.gz"), Facts.verified()));
        int deadLetters = topics.deadLetters().size();
        awaitARetry();
        assertThat(acknowledged).isNotDone();
        resume();
        Topics.await(acknowledged);
        topics.told("down-b", 1);
        assertThat(given().get("/simple/down-b/").statusCode()).isEqualTo(200);
        assertThat(topics.deadLetters()).hasSize(deadLetters);
    }

    private static void awaitARetry() {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); System.nanoTime() < end; Thread.onSpinWait()) {
            if (given().get("/q/metrics").body().asString().contains("hallmark_event_retried_total{topic=\"verdicts\"}")) {
                return;
            }
        }
        throw new AssertionError("the record was not tried again");
    }

    private void resume() {
        IndexResource.resumeDatabase();
        down = false;
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); System.nanoTime() < end; Thread.onSpinWait()) {
            if (given().get("/q/health/ready").statusCode() == 200) {
                return;
            }
        }
        throw new AssertionError("the store is not ready again");
    }
}
