package dev.hallmark.verifier.encoding;

import dev.hallmark.verifier.refusal.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// UTF-8 and base64, each with exactly one spelling of a value.
public final class StrictText {

    private static final char REPLACEMENT = '\ufffd';

    private StrictText() {}

    /// UTF-8 without overlong forms, surrogates or a replacement of what can't be decoded.
    public static String utf8(Octets octets, String what) throws Malformed {
        // The quick decoder puts this character in place of what it can't decode; without it there was nothing.
        String text = new String(octets.shared(), StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.shared())).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed(what + " in UTF-8", "bytes that are not UTF-8");
        }
    }

    /// The standard alphabet with padding, no line breaks, no bits set that carry nothing.
    public static Octets base64(String text, String what) throws Malformed {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            if (endsAsWritten(text, decoded)) {
                return Octets.owned(decoded);
            }
        } catch (IllegalArgumentException e) {
            // Falls through: the decoder's message quotes the text.
        }
        throw new Malformed(what + " in base64 with padding and without line breaks", "another spelling");
    }

    /// The decoder tolerates missing padding and idle bits, which are in the last four characters if anywhere.
    private static boolean endsAsWritten(String text, byte[] decoded) {
        if (text.length() % 4 != 0) {
            return false;
        }
        byte[] end = Arrays.copyOfRange(decoded, Math.max(0, (decoded.length - 1) / 3 * 3), decoded.length);
        return text.endsWith(Base64.getEncoder().encodeToString(end));
    }

    /// Whether every surrogate has its partner and no character is NUL, which text stores can't keep.
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
