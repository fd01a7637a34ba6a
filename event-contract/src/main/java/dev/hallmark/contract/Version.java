package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A version of a release (PEP 440; the current text is "Version specifiers" of the packaging specifications).
///
/// Two versions are equal when the standard says so: `1.0` equals `1.0.0` and `v1.0`. [#toString()] is the normalised
/// spelling with the trailing zeros that were written; [#canonical()] is the one spelling that all equal versions share.
public final class Version implements Comparable<Version> {

    /// Bounds the work of parsing; no release on a public index comes near it.
    public static final int MAX_LENGTH = 128;

    /// Appendix B of PEP 440. Every repetition is separated by a literal, so matching is linear.
    private static final Pattern FORM = Pattern.compile(
            """
            v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*+)\
            (?:[-_.]?(?<preLabel>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preNumber>[0-9]+)?)?\
            (?:(?:-(?<implicitPost>[0-9]+))|(?:[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>[0-9]+)?))?\
            (?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>[0-9]+)?)?\
            (?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*+))?""",
            Pattern.CASE_INSENSITIVE);

    private enum PreLabel {
        A,
        B,
        RC
    }

    private record Pre(PreLabel label, BigInteger number) implements Comparable<Pre> {
        @Override
        public int compareTo(Pre other) {
            int byLabel = label.compareTo(other.label);
            return byLabel != 0 ? byLabel : number.compareTo(other.number);
        }
    }

    private final BigInteger epoch;
    private final List<BigInteger> release;
    private final @Nullable Pre pre;
    private final @Nullable BigInteger post;
    private final @Nullable BigInteger dev;
    private final List<String> local;

    private Version(
            BigInteger epoch,
            List<BigInteger> release,
            @Nullable Pre pre,
            @Nullable BigInteger post,
            @Nullable BigInteger dev,
            List<String> local) {
        this.epoch = epoch;
        this.release = release;
        this.pre = pre;
        this.post = post;
        this.dev = dev;
        this.local = local;
    }

    /// Accepts every spelling of the standard's appendix B but for white space around it, which whoever reads a header
    /// has taken away and a file name must not have.
    public static Parsed<Version> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Parsed.invalid("expected a version of at most " + MAX_LENGTH + " characters, found " + text.length());
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Parsed.invalid("expected a version as PEP 440 defines it, such as 1.0 or 2.1rc1");
        }
        Version version = new Version(
                number(form.group("epoch"), BigInteger.ZERO),
                releaseOf(form.group("release")),
                preOf(form),
                postOf(form),
                form.group("dev") == null ? null : number(form.group("devNumber"), BigInteger.ZERO),
                localOf(form.group("local")));
        // `1-1` becomes `1.post1`: what is written has to be readable again.
        int normalised = version.toString().length();
        if (normalised > MAX_LENGTH) {
            return Parsed.invalid("expected a normalised version of at most " + MAX_LENGTH + " characters, found " + normalised);
        }
        return Parsed.valid(version);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Version fromWire(String text) {
        return parse(text).orThrow();
    }

    /// A pre-release or a development release, which installers leave aside unless they are asked for it.
    public boolean isPrerelease() {
        return pre != null || dev != null;
    }

    public boolean isLocal() {
        return !local.isEmpty();
    }

    /// The spelling that all equal versions share: without trailing zeros in the release part.
    public String canonical() {
        return spelling(significant(release));
    }

    @JsonValue
    @Override
    public String toString() {
        return spelling(release);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    /// dev of the release itself < pre-releases < the release < post-releases; a dev version precedes what it leads to;
    /// a local version follows the public one.
    private static final Comparator<Version> ORDER = Comparator.comparing((Version v) -> v.epoch)
            .thenComparing(v -> significant(v.release), Version::compareReleases)
            .thenComparingInt(Version::phase)
            .thenComparing(v -> v.pre, Comparator.nullsFirst(Comparator.<Pre>naturalOrder()))
            .thenComparing(v -> v.post, Comparator.nullsFirst(Comparator.<BigInteger>naturalOrder()))
            .thenComparing(v -> v.dev, Comparator.nullsLast(Comparator.<BigInteger>naturalOrder()))
            .thenComparing(v -> v.local, Version::compareLocals);

    private int phase() {
        if (pre != null) {
            return 1;
        }
        return post == null && dev != null ? 0 : 2;
    }

    private String spelling(List<BigInteger> releaseParts) {
        StringBuilder text = new StringBuilder();
        if (epoch.signum() != 0) {
            text.append(epoch).append('!');
        }
        text.append(String.join(".", releaseParts.stream().map(BigInteger::toString).toList()));
        if (pre != null) {
            text.append(switch (pre.label) {
                case A -> "a";
                case B -> "b";
                case RC -> "rc";
            });
            text.append(pre.number);
        }
        if (post != null) {
            text.append(".post").append(post);
        }
        if (dev != null) {
            text.append(".dev").append(dev);
        }
        if (!local.isEmpty()) {
            text.append('+').append(String.join(".", local));
        }
        return text.toString();
    }

    private static List<BigInteger> releaseOf(String text) {
        List<BigInteger> parts = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            parts.add(new BigInteger(part));
        }
        return List.copyOf(parts);
    }

    private static @Nullable Pre preOf(Matcher form) {
        String label = form.group("preLabel");
        if (label == null) {
            return null;
        }
        PreLabel parsed = switch (lower(label)) {
            case "a", "alpha" -> PreLabel.A;
            case "b", "beta" -> PreLabel.B;
            default -> PreLabel.RC;
        };
        return new Pre(parsed, number(form.group("preNumber"), BigInteger.ZERO));
    }

    private static @Nullable BigInteger postOf(Matcher form) {
        String implicit = form.group("implicitPost");
        if (implicit != null) {
            return new BigInteger(implicit);
        }
        return form.group("post") == null ? null : number(form.group("postNumber"), BigInteger.ZERO);
    }

    private static List<String> localOf(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        List<String> segments = new ArrayList<>();
        for (String segment : lower(text).split("[-_.]", -1)) {
            segments.add(isNumber(segment) ? new BigInteger(segment).toString() : segment);
        }
        return List.copyOf(segments);
    }

    private static BigInteger number(@Nullable String digits, BigInteger otherwise) {
        return digits == null ? otherwise : new BigInteger(digits);
    }

    private static List<BigInteger> significant(List<BigInteger> release) {
        int end = release.size();
        while (end > 1 && release.get(end - 1).signum() == 0) {
            end--;
        }
        return release.subList(0, end);
    }

    private static int compareReleases(List<BigInteger> left, List<BigInteger> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            BigInteger l = i < left.size() ? left.get(i) : BigInteger.ZERO;
            BigInteger r = i < right.size() ? right.get(i) : BigInteger.ZERO;
            int order = l.compareTo(r);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /// Numbers come after words, and a longer local version after its own prefix.
    private static int compareLocals(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            String l = left.get(i);
            String r = right.get(i);
            int order = isNumber(l) && isNumber(r)
                    ? new BigInteger(l).compareTo(new BigInteger(r))
                    : isNumber(l) == isNumber(r) ? l.compareTo(r) : Boolean.compare(isNumber(l), isNumber(r));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static boolean isNumber(String segment) {
        return Objects.requireNonNull(segment).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String lower(String ascii) {
        return ascii.toLowerCase(Locale.ROOT);
    }
}
