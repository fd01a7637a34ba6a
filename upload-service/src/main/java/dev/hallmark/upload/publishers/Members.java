package dev.hallmark.upload.publishers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.RefPattern;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The members of a registration as they came in, read one by one; remembers the first that is wrong and which ones
/// nobody asked for.
final class Members {

    private static final int MAX_CLAIMS = 8;
    private static final Pattern CLAIM_NAME = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final Pattern CLAIM_VALUE = Pattern.compile("[\\x20-\\x7e]{1,200}");
    /// Times, audience and the token's own id say nothing about who presents it.
    private static final Set<String> NO_IDENTITY = Set.of("iss", "aud", "exp", "nbf", "iat", "jti");

    private final ObjectNode json;
    private final Set<String> read = new HashSet<>();
    private @Nullable String problem;

    Members(ObjectNode json) {
        this.json = json;
    }

    /// An empty text if it is missing or wrong, which [#check] will tell.
    String required(String name, Pattern form, String expected) {
        String value = optional(name, form, expected);
        if (value == null) {
            wrong(name + ": expected " + expected);
        }
        return value == null ? "" : value;
    }

    @Nullable String optional(String name, Pattern form, String expected) {
        read.add(name);
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || !form.matcher(value.textValue()).matches()) {
            wrong(name + ": expected " + expected);
        }
        return value.asText();
    }

    @Nullable RefPattern refPattern() {
        read.add("refPattern");
        JsonNode value = json.path("refPattern");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return switch (RefPattern.parse(value.asText())) {
            case Parsed.Valid<RefPattern>(RefPattern pattern) -> pattern;
            case Parsed.Invalid<RefPattern>(String why) -> {
                wrong("refPattern: " + why);
                yield null;
            }
        };
    }

    /// Names and exact values; at least one.
    Map<String, String> claims() {
        read.add("claims");
        Map<String, String> claims = new TreeMap<>();
        json.path("claims").properties().forEach(claim -> {
            if (!claim.getValue().isTextual() || !CLAIM_VALUE.matcher(claim.getValue().textValue()).matches()
                    || !CLAIM_NAME.matcher(claim.getKey()).matches() || NO_IDENTITY.contains(claim.getKey())) {
                wrong("claims: expected names of claims that say who presents the token, with texts of up to 200 characters");
            }
            claims.put(claim.getKey(), claim.getValue().asText());
        });
        if (claims.isEmpty() || claims.size() > MAX_CLAIMS) {
            wrong("claims: expected an object with 1 to " + MAX_CLAIMS + " claims");
            return Map.of("", "");
        }
        return claims;
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            wrong(otherwise);
        }
    }

    /// What was made of the members, if all of them were right and none was left over.
    <T> Parsed<T> check(T made) {
        Optional<String> unknown = json.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !read.contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            return Parsed.invalid(unknown.get() + ": expected one of " + read.stream().sorted().toList());
        }
        return problem == null ? Parsed.valid(made) : Parsed.invalid(problem);
    }

    private void wrong(String why) {
        if (problem == null) {
            problem = why;
        }
    }
}
