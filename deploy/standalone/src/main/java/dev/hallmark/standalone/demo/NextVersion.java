package dev.hallmark.standalone.demo;

import java.math.BigInteger;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The version of the next example release: `1.0.N`, one above what is published.
final class NextVersion {
    private static final Pattern OURS = Pattern.compile("1\\.0\\.([0-9]+)");

    private NextVersion() { }

    static String after(Collection<String> published) {
        BigInteger next = published.stream()
                .map(OURS::matcher)
                .filter(Matcher::matches)
                .map(version -> new BigInteger(version.group(1)).add(BigInteger.ONE))
                .max(BigInteger::compareTo)
                .orElse(BigInteger.ZERO);
        return "1.0." + next;
    }
}
