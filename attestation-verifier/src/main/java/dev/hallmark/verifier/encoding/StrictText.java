package dev.hallmark.verifier.encoding;

import dev.hallmark.verifier.refusal.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// UTF-8 and base64, each with exactly one spelling of a value.
public final class StrictText {

    private StrictText() {}

    /// UTF-8 without overlong forms, surrogates or a replacement of what can't be decoded.
    public static String utf8(Octets octets, String what) throws Malformed {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toArray())).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed(what + " in UTF-8", "bytes that are not UTF-8");
        }
    }

    /// The standard alphabet with padding, no line breaks, no bits set that carry nothing.
    public static Octets base64(String text, String what) throws Malformed {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(decoded).equals(text)) {
                return Octets.owned(decoded);
            }
        } catch (IllegalArgumentException e) {
            // Falls through: the decoder's message quotes the text.
        }
        throw new Malformed(what + " in base64 with padding and without line breaks", "another spelling");
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
