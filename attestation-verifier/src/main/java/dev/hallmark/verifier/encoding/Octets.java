package dev.hallmark.verifier.encoding;

import dev.hallmark.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Bytes that nobody can change.
public final class Octets {

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param bytes copied
    public static Octets of(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /// For the readers of this package, which hand over arrays that nobody else holds.
    static Octets owned(byte[] bytes) {
        return new Octets(bytes);
    }

    public static Octets ofUtf8(String text) {
        return new Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return bytes.length;
    }

    /// The bytes themselves, for the readers of this package, which don't write.
    byte[] shared() {
        return bytes;
    }

    /// @return a copy
    public byte[] toArray() {
        return bytes.clone();
    }

    public Octets slice(int from, int to) {
        return new Octets(Arrays.copyOfRange(bytes, from, to));
    }

    public boolean startsWith(Octets prefix) {
        return length() >= prefix.length()
                && Arrays.equals(bytes, 0, prefix.length(), prefix.bytes, 0, prefix.length());
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public Sha256 sha256() {
        return Sha256.of(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
