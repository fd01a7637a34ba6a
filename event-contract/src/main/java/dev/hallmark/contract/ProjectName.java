package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The normalised name of a project, by which it is compared and addressed (PEP 503, PEP 508 names).
///
/// The spelling that its owners chose is text for people and travels apart.
public final class ProjectName implements Comparable<ProjectName> {

    /// The longest name that still leaves room for a file name of 255 bytes with version and tags.
    public static final int MAX_LENGTH = 100;

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]");
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    private final String normalized;

    private ProjectName(String normalized) {
        this.normalized = normalized;
    }

    /// Accepts any spelling of a valid name. Only ASCII letters and digits count: no case folding outside of ASCII,
    /// no trailing newline.
    public static Parsed<ProjectName> parse(String spelling) {
        if (spelling.length() > MAX_LENGTH) {
            return Parsed.invalid("expected a project name of at most " + MAX_LENGTH + " characters, found " + spelling.length());
        }
        if (!VALID.matcher(spelling).matches()) {
            return Parsed.invalid("expected a project name of ASCII letters, digits, '.', '_' and '-' that starts and ends"
                    + " with a letter or digit");
        }
        return Parsed.valid(new ProjectName(lowerCaseAscii(SEPARATORS.matcher(spelling).replaceAll("-"))));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ProjectName fromWire(String spelling) {
        return parse(spelling).orThrow();
    }

    /// Lower case, with every run of `-`, `_` and `.` as one `-`.
    @JsonValue
    public String normalized() {
        return normalized;
    }

    /// The form that file names use: `_` for `-` (PEP 625, binary distribution format).
    public String inFilenames() {
        return normalized.replace('-', '_');
    }

    @Override
    public int compareTo(ProjectName other) {
        return normalized.compareTo(other.normalized);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProjectName that && normalized.equals(that.normalized);
    }

    @Override
    public int hashCode() {
        return normalized.hashCode();
    }

    @Override
    public String toString() {
        return normalized;
    }

    private static String lowerCaseAscii(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return lower.toString();
    }
}
