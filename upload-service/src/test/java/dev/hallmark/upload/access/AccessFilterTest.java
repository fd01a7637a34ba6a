package dev.hallmark.upload.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.upload.testing.AuditLog;
import dev.hallmark.upload.testing.Index;
import dev.hallmark.upload.testing.IndexUnderTest;
import dev.hallmark.upload.testing.PeopleIssuer;
import dev.hallmark.upload.testing.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexUnderTest.class)
class AccessFilterTest {

    @Test
    void writesOneAuditLineForWhatSomebodyDidAndForWhatSomebodyWasDenied() {
        String project = Index.newName();
        String owner = PeopleIssuer.token(Index.newPerson());
        String stranger = PeopleIssuer.token(Index.newPerson());
        List<String> lines;

        try (AuditLog audit = new AuditLog()) {
            Index.as(owner, "POST", "/manage/projects", "{\"name\":\"" + project + "\"}");
            Index.as(owner, "GET", "/manage/projects/" + project, "");
            Index.as(stranger, "DELETE", "/manage/projects/" + project, "");
            Index.as("nobody's", "DELETE", "/manage/projects/" + project, "");
            Index.manage("PUT", "/manage/projects/" + project + "/status", "{\"status\":\"archived\"}");
            lines = audit.lines();
        }

        assertThat(lines).hasSize(4).noneMatch(line -> line.contains(owner));
        assertThat(lines.get(0)).matches("by=person:[0-9a-f-]{36} permission=CREATE_PROJECT method=POST path=/manage/projects status=201");
        assertThat(lines.get(1)).matches("by=person:[0-9a-f-]{36} permission=DELETE_FILES method=DELETE path=/manage/projects/" + project + " status=403");
        assertThat(lines.get(2)).startsWith("by=nobody permission=DELETE_FILES").endsWith("status=401");
        assertThat(lines.get(3)).startsWith("by=administrator permission=CHANGE_STATUS").endsWith("status=204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/manage/projects", "/manage/leaked-tokens", "/attestations/a/1.0/a-1.0.tar.gz"})
    void takesNoBodyThatIsTooLargeOrHasNoLength(String path) {
        RawHttp.Answer tooLarge = RawHttp.send(
                Index.port(),
                "POST",
                path,
                Map.of("Content-Type", "application/json", "Content-Length", Integer.toString(2 << 20)),
                new byte[0]);
        RawHttp.Answer chunked = RawHttp.exchangeWithoutLength(
                Index.port(),
                "POST",
                path,
                Map.of("Content-Type", "application/json", "Transfer-Encoding", "chunked"),
                "2\r\n{}\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(Index.json(tooLarge.body()).path("code").asText()).isEqualTo("body-too-large");
        assertThat(chunked.status()).isEqualTo(411);
        assertThat(Index.json(chunked.body()).path("code").asText()).isEqualTo("length-required");
    }
}
