package dev.hallmark.upload.tokens;

import dev.hallmark.upload.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// How a token is written: `pypi-hm`, 256 random bits, a checksum; all in letters and digits.
///
/// Clients and secret scanners know tokens of package indexes by `pypi-`; the checksum lets a scanner, and us, tell a
/// token from a text that looks like one without asking a database.
final class TokenText {

    static final String PREFIX = "pypi-hm";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final int RANDOM_BYTES = 32;
    /// 62^43 > 2^256
    private static final int RANDOM_DIGITS = 43;
    /// 62^6 > 2^32
    private static final int CHECKSUM_DIGITS = 6;
    private static final Pattern FORM =
            Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_DIGITS + CHECKSUM_DIGITS) + "}");

    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenText() {}

    static Secret random() {
        byte[] bits = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bits);
        String body = PREFIX + digits(new BigInteger(1, bits), RANDOM_DIGITS);
        return Secret.of(body + checksum(body));
    }

    /// Whether it could be a token of ours at all.
    static boolean isWellFormed(Secret candidate) {
        String text = candidate.reveal();
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        int end = text.length() - CHECKSUM_DIGITS;
        return checksum(text.substring(0, end)).equals(text.substring(end));
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return digits(BigInteger.valueOf(crc.getValue()), CHECKSUM_DIGITS);
    }

    private static String digits(BigInteger number, int length) {
        char[] text = new char[length];
        BigInteger rest = number;
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] step = rest.divideAndRemainder(BASE);
            text[i] = ALPHABET.charAt(step[1].intValue());
            rest = step[0];
        }
        return new String(text);
    }
}
