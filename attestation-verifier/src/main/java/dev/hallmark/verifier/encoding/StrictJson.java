package dev.hallmark.verifier.encoding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.refusal.Quoted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Reads JSON that every reader understands alike: no member twice, nothing after the value, no byte order mark, no NUL,
/// no half of a surrogate pair, no infinite number, bounded in depth and in the length of numbers and names.
public final class StrictJson {

    static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_NAME_LENGTH = 256;

    // Names aren't canonicalised: the table for that is shared, and hostile names would fill it for everybody.
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .build();

    private StrictJson() {}

    /// One value, read; `text` is its spelling, character for character.
    public record Element(JsonNode node, String text) {}

    public static JsonNode read(Octets utf8, String what) throws Malformed {
        return read(StrictText.utf8(utf8, what), what);
    }

    public static JsonNode read(String text, String what) throws Malformed {
        char[] characters = text.toCharArray();
        try (JsonParser parser = MAPPER.createParser(characters)) {
            if (parser.nextToken() == null) {
                throw new Malformed(what + " in JSON", "nothing");
            }
            JsonNode node = MAPPER.readTree(parser);
            requirePlain(node, canHide(text, characters), what);
            nothingFollows(parser, what);
            return node;
        } catch (JsonProcessingException e) {
            throw notJson(what, e);
        } catch (IOException e) {
            throw new UncheckedIOException("characters in memory can always be read", e);
        }
    }

    /// The elements of an array, with their spelling kept; stops reading after `max + 1` of them.
    public static List<Element> readArray(String text, int max, String what) throws Malformed {
        char[] characters = text.toCharArray();
        boolean canHide = canHide(text, characters);
        try (JsonParser parser = MAPPER.createParser(characters)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new Malformed("a JSON array of " + what, "something else");
            }
            List<Element> elements = new ArrayList<>();
            while (elements.size() <= max && parser.nextToken() != JsonToken.END_ARRAY) {
                int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
                JsonNode node = MAPPER.readTree(parser);
                requirePlain(node, canHide, what);
                if (!node.isObject()) {
                    throw new Malformed("a JSON array of " + what, "an array with " + kind(node));
                }
                int end = Math.toIntExact(parser.currentLocation().getCharOffset());
                elements.add(new Element(node, text.substring(start, end)));
            }
            if (elements.size() <= max) {
                nothingFollows(parser, what);
            }
            return elements;
        } catch (JsonProcessingException e) {
            throw notJson(what, e);
        } catch (IOException e) {
            throw new UncheckedIOException("characters in memory can always be read", e);
        }
    }

    /// The kind of a value in words.
    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "an array";
            case STRING, BINARY -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "null";
        };
    }

    private static void nothingFollows(JsonParser parser, String what) throws IOException, Malformed {
        if (parser.nextToken() != null) {
            throw new Malformed("nothing after the JSON of " + what, "more");
        }
    }

    /// Whether a text in this JSON can have a NUL or half of a surrogate pair. The parser lets no NUL through but an
    /// escaped one, so without an escape of that kind and without surrogates it can't.
    private static boolean canHide(String text, char[] characters) {
        int signs = 0;
        for (char character : characters) {
            // Zero for a surrogate only, and below zero when one less.
            signs |= ((character & 0xf800) ^ 0xd800) - 1;
        }
        return signs < 0 || text.contains("\\u");
    }

    /// Recursion is bounded by [#MAX_DEPTH].
    private static void requirePlain(JsonNode node, boolean textsToo, String what) throws Malformed {
        if (textsToo && node.isTextual()) {
            requirePlain(node.textValue(), what);
        }
        if (node.isNumber() && Double.isInfinite(node.doubleValue())) {
            throw new Malformed(what + " with numbers that fit 64 bits of floating point", "a larger one");
        }
        for (Iterator<String> names = node.fieldNames(); textsToo && names.hasNext(); ) {
            requirePlain(names.next(), what);
        }
        for (JsonNode child : node) {
            requirePlain(child, textsToo, what);
        }
    }

    private static void requirePlain(String text, String what) throws Malformed {
        if (!StrictText.isPlain(text)) {
            throw new Malformed(what + " in Unicode text without NUL", "a NUL or half of a surrogate pair");
        }
    }

    private static Malformed notJson(String what, JsonProcessingException e) {
        return new Malformed(what + " in JSON", "this: " + Quoted.of(e.getOriginalMessage()));
    }
}
