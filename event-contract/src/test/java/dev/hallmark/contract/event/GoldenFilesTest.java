package dev.hallmark.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The golden files are the wire as it was released. A change that makes one of these tests fail is a change that running
/// systems don't understand: add a nullable member instead, and a new file beside the old ones.
class GoldenFilesTest {

    private final EventCodec codec = new EventCodec();

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void writesTheSameBytesAsEver(String name, Event event) throws IOException {
        assertThat(codec.json(event)).isEqualTo(golden(name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void readsWhatWasEverWritten(String name, Event event) throws IOException {
        byte[] value = golden(name).getBytes(StandardCharsets.UTF_8);
        EventRecord record = codec.write(Examples.UPLOAD_ID, "test", Examples.NOON, event);

        Received received = codec.read(record.topic(), record.key(), record.headers(), value);

        assertThat(received).isEqualTo(new Received.Accepted(Examples.UPLOAD_ID, Examples.NOON, event));
    }

    @Test
    void writesTheSameHeadersAsEver() {
        EventRecord record = codec.write(
                UUID.fromString("0198c0de-0000-7000-8000-000000000009"),
                "upload-service",
                Instant.parse("2026-11-05T12:00:00Z"),
                Examples.all().get("project-created"));

        assertThat(record.topic()).isEqualTo("projects");
        assertThat(record.key()).isEqualTo("sample-project");
        assertThat(record.headers())
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "0198c0de-0000-7000-8000-000000000009",
                        "ce_source", "/upload-service",
                        "ce_type", "hallmark.project.created",
                        "ce_subject", "sample-project",
                        "ce_time", "2026-11-05T12:00:00Z",
                        "content-type", "application/json",
                        "ce_topic", "projects",
                        "ce_schemaversion", "1",
                        "ce_datadigest", "sha-256:5994f42c586f6d25f09d139a6912b9bd51765b7e49864a64a930f93906221352"));
    }

    @Test
    void haveAnExampleEach() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
                    .containsExactlyInAnyOrderElementsOf(Examples.all().keySet());
        }
    }

    static Stream<Arguments> examples() {
        return Examples.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    /// One line that ends in a line feed, which is not part of the value.
    static String golden(String name) throws IOException {
        try (InputStream file = GoldenFilesTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            assertThat(file).as("golden file " + name).isNotNull();
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).endsWith("\n");
            return text.substring(0, text.length() - 1);
        }
    }
}
