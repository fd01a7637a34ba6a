package dev.hallmark.provenance.urls;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A URL that a browser (WHATWG) and RFC 3986 read alike, in its normal form; query and fragment don't count.
///
/// Whatever they could read differently is no `WebUrl` at all: backslashes, encoded dots, blanks, control characters,
/// anything outside of ASCII. Escapes of other characters stay as they are, so that an unusual spelling of a covered URL
/// is not covered: the safe side.
///
/// @param authority in lower case, with user information and port where they were written
/// @param path without dot segments; empty or starting with `/`
record WebUrl(String scheme, String authority, String path) {

    private static final Pattern PLAIN = Pattern.compile("[!-~&&[^\\\\]]+");

    static Optional<WebUrl> parse(String text) {
        if (!PLAIN.matcher(text).matches() || text.toLowerCase(Locale.ROOT).contains("%2e")) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            String authority = uri.getRawAuthority();
            String path = uri.getRawPath();
            if (scheme == null || authority == null || path == null) {
                return Optional.empty();
            }
            return Optional.of(new WebUrl(
                    scheme.toLowerCase(Locale.ROOT), authority.toLowerCase(Locale.ROOT), withoutDotSegments(path)));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /// RFC 3986, 5.2.4; unlike [URI#normalize()] it keeps empty segments, which servers may tell apart.
    private static String withoutDotSegments(String path) {
        if (path.isEmpty()) {
            return "";
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            boolean last = i == segments.length - 1;
            if (segment.equals("..")) {
                kept.pollLast();
            }
            if (!segment.equals("..") && !segment.equals(".")) {
                kept.addLast(segment);
            } else if (last) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }
}
