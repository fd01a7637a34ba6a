package dev.hallmark.provenance.http;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The codings that an answer may be sent in (RFC 9110, 8.4.1; RFC 8878), in the order in which the server prefers them.
public enum ContentCoding {
    ZSTD("zstd"),
    GZIP("gzip"),
    IDENTITY("identity");

    private final String token;

    ContentCoding(String token) {
        this.token = token;
    }

    /// The value of `Content-Encoding`; for [#IDENTITY] there is to be no such header.
    public String token() {
        return token;
    }

    /// What to send (RFC 9110, 12.5.3). A client that says nothing gets plain bytes, and so does one that refuses
    /// everything: that is still better than no answer.
    ///
    /// @param acceptEncoding all `Accept-Encoding` lines of a request
    public static ContentCoding chosenBy(List<String> acceptEncoding) {
        if (acceptEncoding.isEmpty()) {
            return IDENTITY;
        }
        Map<String, Integer> qualities = qualities(acceptEncoding);
        ContentCoding best = IDENTITY;
        int bestQ = 0;
        for (ContentCoding coding : values()) {
            int q = coding.quality(qualities);
            if (q > bestQ) {
                best = coding;
                bestQ = q;
            }
        }
        return best;
    }

    private int quality(Map<String, Integer> qualities) {
        Integer named = qualities.getOrDefault(token, this == GZIP ? qualities.get("x-gzip") : null);
        if (named != null) {
            return named;
        }
        // Plain bytes are acceptable unless they are ruled out, but whoever names codings would rather have those.
        return qualities.getOrDefault("*", this == IDENTITY ? 1 : 0);
    }

    private static Map<String, Integer> qualities(List<String> acceptEncoding) {
        Map<String, Integer> qualities = new HashMap<>();
        for (String element : String.join(",", acceptEncoding).split(",", -1)) {
            String[] parts = element.split(";", -1);
            int q = parts.length == 1 ? 1_000 : Quality.of(parts[1]).orElse(0);
            qualities.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), q);
        }
        return qualities;
    }
}
