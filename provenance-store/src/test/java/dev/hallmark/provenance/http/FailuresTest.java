package dev.hallmark.provenance.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.provenance.testing.IndexResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class FailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/simple/a/b/c", "/files/", "/integrity/a", "/..%2f..%2fetc/passwd", "/pages/hallmark.css"})
    void saysNoMoreThanThatThereIsNothing(String path) {
        Response answer = given().urlEncodingEnabled(false).get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body().asString()).hasSizeLessThan(100).doesNotContain("Exception").doesNotContain("dev.hallmark");
    }

    @ParameterizedTest
    @CsvSource({"POST, /simple/", "PUT, /simple/a/", "DELETE, /integrity/a/1/a-1.tar.gz/provenance", "TRACE, /simple/"})
    void takesNoOtherMethod(String method, String path) {
        Response answer = given().request(method, path);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body().asString()).isEqualTo("405 Method Not Allowed");
    }

    @Test
    void saysWhichEntryOfAHistoryItExpects() {
        Response answer = given().get("/history/a?before=x");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void hidesWhatItRunsOn() {
        assertThat(given().get("/simple/").headers().asList()).noneMatch(header ->
                header.getName().equalsIgnoreCase("Server") || header.getName().equalsIgnoreCase("X-Powered-By"));
    }
}
