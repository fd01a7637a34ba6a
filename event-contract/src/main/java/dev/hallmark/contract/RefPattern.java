package dev.hallmark.contract;

import java.util.Arrays;
import java.util.regex.Pattern;

/// Which git refs a publisher may publish from: a full ref in which each `*` stands for any characters, none included.
///
/// Tokens and certificates are compared with it by different services, which have to agree.
public record RefPattern(String text) {

    private static final Pattern FORM = Pattern.compile("refs/(heads|tags)/[^\\p{Cntrl}\\s~^:?\\[\\\\]{1,200}");

    public static Parsed<RefPattern> parse(String text) {
        return FORM.matcher(text).matches()
                ? Parsed.valid(new RefPattern(text))
                : Parsed.invalid("expected a ref such as refs/tags/v* or refs/heads/main");
    }

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
