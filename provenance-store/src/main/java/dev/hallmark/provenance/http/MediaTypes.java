package dev.hallmark.provenance.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Proactive content negotiation (RFC 9110, 12.5.1): the quality that a client's `Accept` gives to what we can send.
///
/// A part of the header that makes no sense is left out, so a broken header never turns into an error.
public final class MediaTypes {

    /// @param q in thousandths
    private record Range(String type, String subtype, int q) {

        boolean covers(String mediaType) {
            int slash = mediaType.indexOf('/');
            return (type.equals("*") || type.equals(mediaType.substring(0, slash)))
                    && (subtype.equals("*") || subtype.equals(mediaType.substring(slash + 1)));
        }

        int precision() {
            return (type.equals("*") ? 0 : 1) + (subtype.equals("*") ? 0 : 1);
        }
    }

    private final List<Range> ranges;

    private MediaTypes(List<Range> ranges) {
        this.ranges = ranges;
    }

    /// @param accept all `Accept` lines of a request; none, or empty ones, accept anything
    public static MediaTypes accepted(List<String> accept) {
        List<Range> ranges = new ArrayList<>();
        for (String element : String.join(",", accept).split(",", -1)) {
            range(element).ifPresent(ranges::add);
        }
        boolean silent = accept.stream().allMatch(String::isBlank);
        return new MediaTypes(silent ? List.of(new Range("*", "*", 1_000)) : List.copyOf(ranges));
    }

    /// The offer of the highest quality; the earlier one where two are equal. Empty where none is acceptable.
    public Optional<String> bestOf(List<String> offers) {
        String best = null;
        int bestQ = 0;
        for (String offer : offers) {
            int q = quality(offer);
            if (q > bestQ) {
                best = offer;
                bestQ = q;
            }
        }
        return Optional.ofNullable(best);
    }

    /// In thousandths; the most precise range decides, so that `text/html;q=0, */*` leaves HTML out.
    private int quality(String mediaType) {
        int precision = -1;
        int q = 0;
        for (Range range : ranges) {
            if (!range.covers(mediaType) || range.precision() < precision) {
                continue;
            }
            q = range.precision() > precision ? range.q() : Math.max(q, range.q());
            precision = range.precision();
        }
        return q;
    }

    private static Optional<Range> range(String element) {
        String[] parts = element.split(";", -1);
        String name = parts[0].strip().toLowerCase(Locale.ROOT);
        int slash = name.indexOf('/');
        if (slash < 1 || slash == name.length() - 1 || name.indexOf('/', slash + 1) >= 0) {
            return Optional.empty();
        }
        if (name.startsWith("*/") && !name.equals("*/*")) {
            return Optional.empty();
        }
        int q = 1_000;
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].strip().toLowerCase(Locale.ROOT).startsWith("q=")) {
                OptionalInt weight = Quality.of(parts[i]);
                if (weight.isEmpty()) {
                    return Optional.empty();
                }
                q = weight.getAsInt();
            }
        }
        return Optional.of(new Range(name.substring(0, slash), name.substring(slash + 1), q));
    }
}
