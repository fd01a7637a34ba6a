package dev.hallmark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A SHA-256 digest: 32 bytes, written as 64 lower-case hexadecimal digits.
public final class Sha256 {

    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Sha256(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param bytes exactly [#LENGTH] bytes; copied
    public static Sha256 ofBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, found " + bytes.length);
        }
        return new Sha256(bytes.clone());
    }

    /// The digest of `content`.
    public static Sha256 of(byte[] content) {
        return new Sha256(newDigest().digest(content));
    }

    /// Accepts 64 hexadecimal digits in either case, as upload clients send them.
    public static Parsed<Sha256> parse(String hex) {
        if (hex.length() != LENGTH * 2 || !hex.chars().allMatch(Sha256::isAsciiHex)) {
            return Parsed.invalid("expected a SHA-256 digest of 64 hexadecimal digits");
        }
        return Parsed.valid(new Sha256(HexFormat.of().parseHex(hex)));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Sha256 fromWire(String hex) {
        return parse(hex).orThrow();
    }

    /// A digest to feed with content as it streams by; finish with `Sha256.ofBytes(digest.digest())`.
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    @JsonValue
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /// Constant-time, so that it may also compare digests of secrets.
    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }

    private static boolean isAsciiHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
