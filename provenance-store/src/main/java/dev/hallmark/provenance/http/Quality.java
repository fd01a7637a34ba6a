package dev.hallmark.provenance.http;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The weights of content negotiation (RFC 9110, 12.4.2), in thousandths.
final class Quality {

    private static final Pattern VALUE = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private Quality() {}

    /// @param parameter such as `q=0.8`; empty for another parameter and for a weight that makes no sense
    static OptionalInt of(String parameter) {
        String text = parameter.strip().toLowerCase(Locale.ROOT);
        if (!text.startsWith("q=") || !VALUE.matcher(text.substring(2)).matches()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.round(Double.parseDouble(text.substring(2)) * 1_000));
    }
}
