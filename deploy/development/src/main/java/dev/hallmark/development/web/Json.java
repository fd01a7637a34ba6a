package dev.hallmark.development.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// JSON as trees, read strictly.
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static Parsed<ObjectNode> parseObject(byte[] text) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object
                    ? Parsed.valid(object)
                    : Parsed.invalid("expected a JSON object");
        } catch (IOException _) {
            return Parsed.invalid("expected a JSON object, found text that is not JSON");
        }
    }

    public static String text(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    public static byte[] bytes(JsonNode tree) {
        return text(tree).getBytes(StandardCharsets.UTF_8);
    }

    /// Members in ascending order, no white space: the JSON Canonicalization Scheme (RFC 8785) for trees whose
    /// strings are printable ASCII and whose numbers are whole, which is all that the log signs.
    public static byte[] canonical(ObjectNode tree) {
        try {
            return MAPPER.writeValueAsBytes(sorted(tree));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    private static Object sorted(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            Map<String, Object> members = new TreeMap<>();
            object.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            return members;
        }
        if (tree instanceof ArrayNode array) {
            return array.valueStream().map(Json::sorted).toList();
        }
        return tree;
    }
}
