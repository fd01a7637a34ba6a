package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// An immutable run of bytes: a signature, an encoded certificate, the body of a log entry.
final class Bytes {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    static Bytes ofBase64(String text) {
        return new Bytes(Base64.getDecoder().decode(text));
    }

    static Parsed<Bytes> parseBase64(String text) {
        try {
            return Parsed.valid(ofBase64(text));
        } catch (IllegalArgumentException _) {
            return Parsed.invalid("expected base64");
        }
    }

    static Bytes ofAscii(String text) {
        return new Bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    byte[] toArray() {
        return content.clone();
    }

    Sha256 sha256() {
        return Sha256.of(content);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(content);
    }

    /// The same bytes with the last one changed.
    Bytes withLastByteChanged() {
        byte[] changed = content.clone();
        changed[changed.length - 1] ^= 1;
        return new Bytes(changed);
    }

    Bytes followedBy(byte... more) {
        byte[] longer = Arrays.copyOf(content, content.length + more.length);
        System.arraycopy(more, 0, longer, content.length, more.length);
        return new Bytes(longer);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(content);
    }
}
