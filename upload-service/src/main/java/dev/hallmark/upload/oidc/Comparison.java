package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RefPattern;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A job beside one registration, claim by claim, until the first that differs.
final class Comparison {

    private int passed;
    private int specificity;
    private @Nullable String mismatch;

    /// For a registration that was made when its issuer had another kind.
    static Comparison otherKind(Publisher publisher) {
        return new Comparison().that(false, "The issuer's jobs are of another kind than " + publisher.description());
    }

    Comparison claim(String name, String expected, String found) {
        return that(expected.equals(found), differs(name, expected, found));
    }

    Comparison ignoringCase(String name, String expected, String found) {
        return that(expected.equalsIgnoreCase(found), differs(name, expected, found));
    }

    /// An immutable id, which a registration may not know yet.
    Comparison id(String name, @Nullable String expected, String found) {
        return expected == null ? this : claim(name, expected, found);
    }

    /// One of these, as a whole.
    Comparison oneOf(String name, List<String> expected, String found) {
        return that(
                expected.contains(found),
                "The " + name + " claim does not match, expecting one of "
                        + expected.stream().map(text -> "'" + text + "'").toList() + ", got '" + found + "'");
    }

    /// What a registration may ask for besides; one that does is the more specific.
    Comparison asked(String name, @Nullable String expected, String found) {
        return expected == null ? this : specific().claim(name, expected, orNone(found));
    }

    Comparison askedIgnoringCase(String name, @Nullable String expected, String found) {
        return expected == null ? this : specific().ignoringCase(name, expected, orNone(found));
    }

    Comparison askedAmong(String name, @Nullable String expected, Collection<String> found) {
        return expected == null
                ? this
                : specific().that(found.contains(expected), differs(name, expected, found.toString()));
    }

    Comparison askedRef(String name, @Nullable RefPattern pattern, String found) {
        return pattern == null
                ? this
                : specific().that(pattern.admits(found), differs(name, pattern.text(), orNone(found)));
    }

    Comparison that(boolean holds, String why) {
        if (mismatch == null) {
            if (holds) {
                passed++;
            } else {
                mismatch = why;
            }
        }
        return this;
    }

    /// The first difference, with expected and actual; empty for a job that may publish.
    Optional<String> mismatch() {
        return Optional.ofNullable(mismatch);
    }

    /// How far the comparison came; the registration that came furthest explains best.
    int passed() {
        return passed;
    }

    /// How many of the things that it need not ask for the registration asks for.
    int specificity() {
        return specificity;
    }

    /// The registration asks for something here that it need not ask for.
    Comparison specific() {
        specificity++;
        return this;
    }

    private static String differs(String name, String expected, String found) {
        return "Check failed for claim '" + name + "': expected '" + expected + "', found '" + found + "'";
    }

    private static String orNone(String found) {
        return found.isEmpty() ? "none" : found;
    }
}
