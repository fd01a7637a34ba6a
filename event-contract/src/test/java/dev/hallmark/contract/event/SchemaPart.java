package dev.hallmark.contract.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A schema or a part of one.
///
/// @param documents all schemas by the file they are in
/// @param file that this part is in
record SchemaPart(Function<String, JsonNode> documents, String file, JsonNode json) {

    private static final Set<String> WORDS_FOR_PEOPLE = Set.of("$schema", "$id", "title", "description");
    private static final Set<String> COMPARED_BY_MEANING =
            Set.of("$defs", "properties", "required", "oneOf", "enum", "items", "additionalProperties");

    /// The promises of this part that another one, in its place, would break: old events still have to satisfy it, and
    /// readers who know this one only still have to understand new events. So members may be added as optional ones, and
    /// cases and words; nothing else changes but descriptions.
    List<String> promisesBrokenBy(SchemaPart later, String where) {
        if (json.has("$ref")) {
            return referenced().promisesBrokenBy(later, where);
        }
        if (later.json.has("$ref")) {
            return promisesBrokenBy(later.referenced(), where);
        }
        if (later.json.isMissingNode()) {
            return List.of(where + " is gone");
        }
        List<String> broken = new ArrayList<>();
        for (String keyword : keywords(later)) {
            if (!json.path(keyword).equals(later.json.path(keyword))) {
                broken.add(where + " has another " + keyword);
            }
        }
        if (!texts("required").equals(later.texts("required"))) {
            broken.add(where + " requires " + later.texts("required") + " and not " + texts("required"));
        }
        if (json.has("enum") != later.json.has("enum") || !later.texts("enum").containsAll(texts("enum"))) {
            broken.add(where + " admits " + later.texts("enum") + " and not " + texts("enum"));
        }
        for (String keyword : List.of("oneOf", "items", "additionalProperties")) {
            if (!json.has(keyword) && later.json.has(keyword)) {
                broken.add(where + " is restricted by " + keyword);
            }
        }
        Map<String, SchemaPart> laterParts = later.parts();
        SchemaPart gone = later.at(MissingNode.getInstance());
        parts().forEach((name, part) ->
                broken.addAll(part.promisesBrokenBy(laterParts.getOrDefault(name, gone), where + name)));
        return broken;
    }

    private Set<String> keywords(SchemaPart later) {
        Set<String> keywords = new TreeSet<>();
        json.fieldNames().forEachRemaining(keywords::add);
        later.json.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(WORDS_FOR_PEOPLE);
        keywords.removeAll(COMPARED_BY_MEANING);
        return keywords;
    }

    private Set<String> texts(String keyword) {
        return StreamSupport.stream(json.path(keyword).spliterator(), false)
                .map(JsonNode::asText)
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    /// By a name that stays the same when others are added.
    private Map<String, SchemaPart> parts() {
        Map<String, SchemaPart> parts = new LinkedHashMap<>();
        json.path("$defs").fields().forEachRemaining(part -> parts.put(" " + part.getKey(), at(part.getValue())));
        json.path("properties").fields().forEachRemaining(part -> parts.put("." + part.getKey(), at(part.getValue())));
        json.path("oneOf").forEach(part -> parts.put("(" + discriminator(part) + ")", at(part)));
        Stream.of("items", "additionalProperties")
                .filter(json::has)
                .forEach(keyword -> parts.put(" " + keyword, at(json.get(keyword))));
        return parts;
    }

    private static String discriminator(JsonNode option) {
        return StreamSupport.stream(option.path("properties").spliterator(), false)
                .map(member -> member.path("const").asText())
                .filter(tag -> !tag.isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError("a case without a discriminator: " + option));
    }

    private SchemaPart referenced() {
        String[] reference = json.get("$ref").asText().split("#", 2);
        String target = reference[0].isEmpty() ? file : reference[0];
        return new SchemaPart(documents, target, documents.apply(target).at(reference[1]));
    }

    private SchemaPart at(JsonNode part) {
        return new SchemaPart(documents, file, part);
    }
}
