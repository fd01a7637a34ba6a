package dev.hallmark.provenance.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Writes text as one segment of a URL's path (RFC 3986, 3.3).
///
/// `+` is escaped too: some clients read it as a blank, and local versions have one.
public final class PathSegment {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String PLAIN = "-._~!$&'()*,;=:@";

    private PathSegment() {}

    public static String of(String text) {
        StringBuilder segment = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0) {
                segment.append(c);
            } else {
                HEX.toHexDigits(segment.append('%'), octet);
            }
        }
        return segment.toString();
    }
}
