package dev.hallmark.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiTest {

    private final JsonNode document = new YAMLMapper().readTree(Path.of("asyncapi.yaml").toFile());

    AsyncApiTest() throws IOException {}

    @Test
    void describesEveryTopic() {
        assertThat(document.path("channels")).extracting(channel -> channel.path("address").asText())
                .contains(Arrays.stream(Topic.values()).map(Topic::topicName).toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void describesEveryEventOnItsTopics(EventType type) {
        JsonNode message = messages().get(type.wireName());

        assertThat(channelsOf(type)).containsExactlyInAnyOrderElementsOf(topicNames(type));
        assertThat(message.at("/payload/schema/$ref").asText())
                .isEqualTo("src/main/resources/schemas/" + SchemasTest.fileOf(type));
        assertThat(message.at("/headers/allOf/1/properties/ce_type/const").asText()).isEqualTo(type.wireName());
        assertThat(topicHeader(message)).containsExactlyInAnyOrderElementsOf(topicNames(type));
        assertThat(message.at("/headers/allOf/1/properties/ce_schemaversion/const").asText())
                .isEqualTo(Integer.toString(type.schemaVersion()));
    }

    @Test
    void describesNothingElse() {
        assertThat(messages().keySet())
                .containsExactlyInAnyOrder(Arrays.stream(EventType.values()).map(EventType::wireName).toArray(String[]::new));
    }

    @Test
    void describesEveryHeader() {
        EventRecord record = new EventCodec().write(Examples.UPLOAD_ID, "test", Examples.NOON, Examples.all().get("project-created"));
        JsonNode headers = document.at("/components/schemas/headers");

        assertThat(headers.path("required")).extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(record.headers().keySet());
        assertThat(headers.path("properties").fieldNames()).toIterable()
                .containsExactlyInAnyOrderElementsOf(record.headers().keySet());
    }

    @ParameterizedTest
    @MethodSource("references")
    void refersToWhatExists(String reference) {
        if (reference.startsWith("#")) {
            assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
        } else {
            assertThat(Path.of(reference)).exists();
        }
    }

    static Stream<String> references() throws IOException {
        return Files.readAllLines(Path.of("asyncapi.yaml")).stream()
                .filter(line -> line.contains("$ref: "))
                .map(line -> line.substring(line.indexOf("$ref: ") + 6).replace("'", ""))
                .distinct();
    }

    private static List<String> topicNames(EventType type) {
        return type.topics().stream().map(Topic::topicName).toList();
    }

    private static List<String> topicHeader(JsonNode message) {
        JsonNode topic = message.at("/headers/allOf/1/properties/ce_topic");
        List<String> names = new ArrayList<>();
        (topic.has("enum") ? topic.get("enum") : topic).forEach(name -> names.add(name.asText()));
        return names;
    }

    private Map<String, JsonNode> messages() {
        Map<String, JsonNode> byName = new HashMap<>();
        document.at("/components/messages").forEach(message -> byName.put(message.path("name").asText(), message));
        return byName;
    }

    private List<String> channelsOf(EventType type) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode channel : document.path("channels")) {
            for (JsonNode message : channel.path("messages")) {
                JsonNode target = document.at(message.path("$ref").asText().substring(1));
                if (target.path("name").asText().equals(type.wireName())) {
                    addresses.add(channel.path("address").asText());
                }
            }
        }
        return addresses;
    }
}
