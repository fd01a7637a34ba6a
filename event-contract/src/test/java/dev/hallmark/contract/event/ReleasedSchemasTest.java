package dev.hallmark.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Today's schemas against those that were released, which other systems were written by. With a release, copy today's
/// over; a change that makes one of these tests fail needs a schema version, or rather an event, of its own.
class ReleasedSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Path TODAY = Path.of("src/main/resources/schemas");

    private static final String PLANT = """
            {'type': 'object', 'required': ['name', 'light'],
             'properties': {
               'name': {'type': 'string', 'pattern': '^[A-Z]'},
               'light': {'description': 'Where it thrives.', 'enum': ['sun', 'shade']},
               'height': {'type': 'integer', 'minimum': 1},
               'colours': {'type': 'array', 'items': {'$ref': '#/$defs/colour'}},
               'soil': {'oneOf': [
                 {'type': 'object', 'properties': {'kind': {'const': 'clay'}, 'depth': {'type': 'integer'}}},
                 {'type': 'object', 'properties': {'kind': {'const': 'sand'}}}]},
               'labels': {'type': 'object', 'additionalProperties': {'type': 'string'}}},
             '$defs': {'colour': {'type': 'string'}}}
            """;

    @ParameterizedTest
    @MethodSource("released")
    void keepTheirPromises(String file) {
        assertThat(part(RELEASED, file).promisesBrokenBy(part(TODAY, file), file)).isEmpty();
    }

    @Test
    void areThoseOfEventsThatStillExist() {
        assertThat(Stream.concat(Stream.of("values.v1.json"), Stream.of(EventType.values()).map(SchemasTest::fileOf)))
                .containsAll(released().toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "a member that is gone               | 'height': {'type': 'integer', 'minimum': 1}, |  ",
        "a member of another type            | 'height': {'type': 'integer'             | 'height': {'type': 'string'",
        "a member that is no longer certain  | 'required': ['name', 'light']             | 'required': ['name']",
        "a member that old events lack       | 'required': ['name', 'light']             | 'required': ['name', 'light', 'height']",
        "a word that is gone                 | ['sun', 'shade']                          | ['sun']",
        "any word                            | 'enum': ['sun', 'shade']                  | 'type': 'string'",
        "words where there was any text      | 'colour': {'type': 'string'               | 'colour': {'type': 'string', 'enum': ['red']",
        "a stricter pattern                  | ^[A-Z]                                    | ^[A-C]",
        "a pattern that is gone              | , 'pattern': '^[A-Z]'                     | ",
        "a higher minimum                    | 'minimum': 1                              | 'minimum': 2",
        "a case that is gone                 | 'const': 'sand'                           | 'const': 'silt'",
        "a member of a case that is gone     | , 'depth': {'type': 'integer'}            | ",
        "elements of another type            | 'colour': {'type': 'string'               | 'colour': {'type': 'integer'",
        "values of another type              | 'additionalProperties': {'type': 'string'} | 'additionalProperties': {'type': 'integer'}",
        "a limit where there was none        | 'type': 'array',                          | 'type': 'array', 'maxItems': 3,",
        "nothing beyond what is named        | 'type': 'object', 'required'              | 'type': 'object', 'additionalProperties': false, 'required'"
    })
    void noticeABrokenPromise(String what, String before, String after) {
        assertThat(promisesBrokenBy(before, after)).as(what).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "another description | Where it thrives.    | What it needs.",
        "an optional member  | 'height':             | 'width': {'type': 'integer'}, 'height':",
        "another word        | 'shade'               | 'shade', 'half-shade'",
        "another case        | 'oneOf': [            | 'oneOf': [{'type': 'object', 'properties': {'kind': {'const': 'peat'}}},",
        "another order       | 'name', 'light'       | 'light', 'name'",
        "what was referred to| {'$ref': '#/$defs/colour'} | {'type': 'string'}"
    })
    void permitAnAddition(String what, String before, String after) {
        assertThat(promisesBrokenBy(before, after)).as(what).isEmpty();
    }

    private static List<String> promisesBrokenBy(String before, String after) {
        String changed = PLANT.replace(before, after == null ? "" : after);
        assertThat(changed).isNotEqualTo(PLANT);
        return part(PLANT).promisesBrokenBy(part(changed), "plant");
    }

    private static SchemaPart part(String schema) {
        try {
            JsonNode json = JSON.readTree(schema.replace('\'', '"'));
            return new SchemaPart(_ -> json, "plant.json", json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static SchemaPart part(Path directory, String file) {
        return new SchemaPart(name -> document(directory.resolve(name)), file, document(directory.resolve(file)));
    }

    private static JsonNode document(Path file) {
        try {
            return Files.exists(file) ? JSON.readTree(file.toFile()) : MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> released() {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
