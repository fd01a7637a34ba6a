package dev.hallmark.development.sigstore;

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

    byte[] toArray() {
        return content.clone();
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
