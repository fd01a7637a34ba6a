package dev.hallmark.verifier.encoding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.refusal.Quoted;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// An object of strict JSON, read member by member; a member of another kind than asked for is malformed.
public final class JsonObject {

    private static final Pattern NATURAL_NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final JsonNode node;
    private final String what;

    private JsonObject(JsonNode node, String what) {
        this.node = node;
        this.what = what;
    }

    /// @param what names the object in refusals, with its article
    public static JsonObject of(JsonNode node, String what) throws Malformed {
        if (!node.isObject()) {
            throw new Malformed(what + ", a JSON object", StrictJson.kind(node));
        }
        return new JsonObject(node, what);
    }

    /// Refuses other members, for objects whose other readers would not ignore one.
    public JsonObject only(String... names) throws Malformed {
        Set<String> known = Set.of(names);
        for (Iterator<String> present = node.fieldNames(); present.hasNext(); ) {
            String name = present.next();
            if (!known.contains(name)) {
                throw new Malformed(what + " without unknown members", "member " + Quoted.of(name));
            }
        }
        return this;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    /// Whether the member is left out or null.
    public boolean isNullOrAbsent(String name) {
        return !node.hasNonNull(name);
    }

    public boolean isText(String name) {
        return node.path(name).isTextual();
    }

    /// How many members there are.
    public int size() {
        return node.size();
    }

    public JsonObject object(String name) throws Malformed {
        return of(node.path(name), what(name));
    }

    public List<JsonNode> array(String name) throws Malformed {
        JsonNode array = node.path(name);
        if (!array.isArray()) {
            throw new Malformed(what(name) + ", a JSON array", found(name));
        }
        List<JsonNode> elements = new ArrayList<>(array.size());
        array.forEach(elements::add);
        return elements;
    }

    public String text(String name) throws Malformed {
        String text = node.path(name).textValue();
        if (text == null) {
            throw new Malformed(what(name) + ", a JSON string", found(name));
        }
        return text;
    }

    public Octets base64(String name, int maxLength) throws Malformed {
        return base64(text(name), what(name), maxLength);
    }

    /// Base64 strings, at most `maxCount` of them.
    public List<Octets> base64Array(String name, int maxCount, int maxLength) throws Malformed {
        List<JsonNode> elements = array(name);
        if (elements.size() > maxCount) {
            throw new Malformed("at most " + maxCount + " elements in " + what(name), String.valueOf(elements.size()));
        }
        List<Octets> octets = new ArrayList<>(elements.size());
        for (JsonNode element : elements) {
            String text = element.textValue();
            if (text == null) {
                throw new Malformed("base64 strings in " + what(name), StrictJson.kind(element));
            }
            octets.add(base64(text, what(name), maxLength));
        }
        return octets;
    }

    /// The number 1 itself, not 1.0 and not "1".
    public boolean isOne(String name) {
        return node.path(name).isInt() && node.path(name).intValue() == 1;
    }

    /// A 64-bit number as ProtoJSON writes it: a decimal string or a JSON number, left out when it is zero.
    public long number(String name) throws Malformed {
        JsonNode number = node.path(name);
        if (number.isMissingNode()) {
            return 0;
        }
        String digits = number.isTextual() || number.isIntegralNumber() ? number.asText() : "";
        if (!NATURAL_NUMBER.matcher(digits).matches()) {
            throw new Malformed(what(name) + ", a natural number below 10^18", found(name));
        }
        return Long.parseLong(digits);
    }

    /// Whether a text is too long to be base64 of at most so many bytes; for a cap that has a code of its own.
    public boolean isLarger(String name, int maxLength) throws Malformed {
        return isLargerThan(text(name), maxLength);
    }

    private static boolean isLargerThan(String base64, int maxLength) {
        int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        return base64.length() / 4 * 3 - padding > maxLength;
    }

    private static Octets base64(String text, String what, int maxLength) throws Malformed {
        if (isLargerThan(text, maxLength)) {
            throw new Malformed(what + " of at most " + maxLength + " bytes", "base64 of " + text.length() + " characters");
        }
        return StrictText.base64(text, what);
    }

    private String what(String name) {
        return "member '" + name + "' of " + what;
    }

    private String found(String name) {
        JsonNode member = node.path(name);
        if (member.isMissingNode()) {
            return "none";
        }
        return member.isValueNode() && !member.isNull() ? Quoted.of(member.asText()) : StrictJson.kind(member);
    }
}
