package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Which git refs a publisher may publish from: the full name of a branch or tag, such as `refs/tags/v*`, in which each
/// `*` stands for any characters, `/` and none at all included.
///
/// Tokens and certificates are compared with it by different services, which have to agree.
public record RefPattern(@JsonValue String text) {

    /// What `git check-ref-format` forbids in a name stays out, but for `*`.
    private static final Pattern FORM = Pattern.compile("refs/(heads|tags)/[^\\x00-\\x20\\x7f~^:?\\[\\\\]{1,200}");

    private static final String EXPECTED = "expected a pattern for git refs such as refs/tags/v* or refs/heads/main";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RefPattern {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    public static Parsed<RefPattern> parse(String text) {
        return FORM.matcher(text).matches() ? Parsed.valid(new RefPattern(text)) : Parsed.invalid(EXPECTED);
    }

    /// Whether the pattern covers the whole of a full ref such as `refs/tags/v1.0`. Takes time in proportion to the lengths
    /// multiplied at worst.
    public boolean admits(String ref) {
        String[] parts = text.split("\\*", -1);
        String first = parts[0];
        if (parts.length == 1) {
            return ref.equals(first);
        }
        String last = parts[parts.length - 1];
        if (!ref.startsWith(first) || !ref.endsWith(last) || ref.length() < first.length() + last.length()) {
            return false;
        }
        // The earliest place for each inner part leaves the most room for the next, so no way back is needed.
        int from = first.length();
        int end = ref.length() - last.length();
        for (String part : Arrays.asList(parts).subList(1, parts.length - 1)) {
            int found = ref.indexOf(part, from);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            from = found + part.length();
        }
        return true;
    }
}
