package dev.hallmark.verifier.sigstore;

import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.encoding.Der;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.encoding.StrictText;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.refusal.Quoted;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An X.509 version 3 certificate (RFC 5280) in strict DER; nothing in it is verified.
///
/// It is read by hand and not by the platform, because here one certificate must have one spelling: the platform
/// tolerates bytes after the end, other encodings than DER and repeated extensions, and remembers what it parsed.
public final class Certificate {

    static final String KEY_USAGE = "2.5.29.15";
    static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    static final String BASIC_CONSTRAINTS = "2.5.29.19";
    static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    static final String SIGNED_CERTIFICATE_TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";
    static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

    /// What a critical extension may be: one that we don't process must refuse the certificate (RFC 5280, 4.2).
    private static final Set<String> PROCESSED =
            Set.of(KEY_USAGE, SUBJECT_ALTERNATIVE_NAME, BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE);

    private static final int MAX_EXTENSIONS = 64;
    private static final int MAX_SERIAL_NUMBER_BYTES = 21;
    private static final String VERSION_3 = "020102";

    private record Extension(boolean critical, Octets value, Octets encoded) {}

    private final Octets encoded;
    private final Sha256 digest;
    private volatile @Nullable Octets pem;
    private final Octets toBeSigned;
    private final List<Octets> partsBeforeExtensions;
    private final Map<String, Extension> extensions;
    private final String serialNumber;
    private final Octets issuer;
    private final Validity validity;
    private final Octets subject;
    private final Octets publicKey;
    private final String signatureAlgorithm;
    private final Octets signature;

    private Certificate(Octets encoded) throws Malformed {
        this.encoded = encoded;
        this.digest = encoded.sha256();
        Der file = Der.of(encoded, "a certificate");
        Der certificate = file.enter(Der.SEQUENCE);
        file.end();
        this.toBeSigned = certificate.encoded(Der.SEQUENCE);
        Octets outerAlgorithm = certificate.encoded(Der.SEQUENCE);
        this.signature = certificate.wholeBytes();
        certificate.end();

        List<Octets> parts = new ArrayList<>();
        Der fields = Der.of(toBeSigned, "a certificate").enter(Der.SEQUENCE);
        parts.add(version3(fields.encoded(Der.contextTag(0))));
        Octets serial = fields.encoded(Der.INTEGER);
        parts.add(serial);
        Octets innerAlgorithm = fields.encoded(Der.SEQUENCE);
        parts.add(innerAlgorithm);
        this.issuer = fields.encoded(Der.SEQUENCE);
        parts.add(issuer);
        Octets validityField = fields.encoded(Der.SEQUENCE);
        parts.add(validityField);
        this.subject = fields.encoded(Der.SEQUENCE);
        parts.add(subject);
        this.publicKey = fields.encoded(Der.SEQUENCE);
        parts.add(publicKey);
        this.partsBeforeExtensions = List.copyOf(parts);
        Der wrapped = fields.enter(Der.contextTag(3));
        this.extensions = extensions(wrapped.enter(Der.SEQUENCE));
        wrapped.end();
        fields.end();

        if (!innerAlgorithm.equals(outerAlgorithm)) {
            throw new Malformed("a certificate that names its signature's algorithm twice alike", "two algorithms");
        }
        this.signatureAlgorithm = algorithm(innerAlgorithm);
        this.serialNumber = serialNumber(serial);
        this.validity = validity(validityField);
    }

    public static Certificate parse(Octets encoded) throws Malformed {
        return new Certificate(encoded);
    }

    private static Octets version3(Octets field) throws Malformed {
        byte[] value = Der.of(field, "a certificate").content(Der.contextTag(0)).toArray();
        if (!HexFormat.of().formatHex(value).equals(VERSION_3)) {
            throw new Malformed("a certificate of version 3", "another version");
        }
        return field;
    }

    private static String serialNumber(Octets field) throws Malformed {
        Octets number = Der.of(field, "a certificate").naturalNumber();
        if (number.length() > MAX_SERIAL_NUMBER_BYTES) {
            throw new Malformed("a serial number of at most 20 bytes", number.length() + " bytes");
        }
        return HexFormat.of().formatHex(number.toArray());
    }

    /// The algorithm's identifier. ECDSA has no parameters (RFC 5758, 3.2), and no other is used by a root that we know.
    private static String algorithm(Octets field) throws Malformed {
        Der algorithm = Der.of(field, "a certificate").enter(Der.SEQUENCE);
        String identifier = algorithm.objectIdentifier();
        if (!algorithm.isAtEnd()) {
            throw new Malformed("a certificate signed with ECDSA", "an algorithm with parameters, " + identifier);
        }
        return identifier;
    }

    private static Validity validity(Octets field) throws Malformed {
        Der times = Der.of(field, "a certificate").enter(Der.SEQUENCE);
        Validity validity = new Validity(time(times), time(times));
        times.end();
        return validity;
    }

    /// `YYMMDDHHMMSSZ`, or with four digits of the year (RFC 5280, 4.1.2.5).
    private static Instant time(Der times) throws Malformed {
        boolean isShort = times.peek() == Der.UTC_TIME;
        String text = StrictText.utf8(times.content(isShort ? Der.UTC_TIME : Der.GENERALIZED_TIME), "a time");
        String digits = text.isEmpty() ? "" : text.substring(0, text.length() - 1);
        int yearDigits = isShort ? 2 : 4;
        if (digits.length() != yearDigits + 10 || !text.endsWith("Z") || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw notATime(text);
        }
        int year = Integer.parseInt(digits, 0, yearDigits, 10);
        // Two-digit years are of 1950 to 2049 (RFC 5280, 4.1.2.5.1).
        int century = !isShort ? 0 : year < 50 ? 2000 : 1900;
        try {
            return LocalDateTime.of(
                            century + year,
                            twoDigits(digits, yearDigits),
                            twoDigits(digits, yearDigits + 2),
                            twoDigits(digits, yearDigits + 4),
                            twoDigits(digits, yearDigits + 6),
                            twoDigits(digits, yearDigits + 8))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw notATime(text);
        }
    }

    private static int twoDigits(String digits, int at) {
        return Integer.parseInt(digits, at, at + 2, 10);
    }

    private static Malformed notATime(String text) {
        return new Malformed("a time as certificates write it", Quoted.of(text));
    }

    private static Map<String, Extension> extensions(Der list) throws Malformed {
        Map<String, Extension> extensions = new LinkedHashMap<>();
        while (!list.isAtEnd()) {
            Octets encoded = list.encoded(Der.SEQUENCE);
            Der fields = Der.of(encoded, "a certificate").enter(Der.SEQUENCE);
            String identifier = fields.objectIdentifier();
            boolean critical = fields.booleanOrFalse();
            Extension extension = new Extension(critical, fields.content(Der.OCTET_STRING), encoded);
            fields.end();
            if (critical && !PROCESSED.contains(identifier)) {
                throw new Malformed("a certificate without unknown critical extensions", "extension " + identifier);
            }
            if (extensions.put(identifier, extension) != null || extensions.size() > MAX_EXTENSIONS) {
                throw new Malformed("at most " + MAX_EXTENSIONS + " extensions, none twice", "extension " + identifier);
            }
        }
        return extensions;
    }

    Octets encoded() {
        return encoded;
    }

    /// PEM as Rekor keeps it: lines of 64 characters, each ended by a line feed.
    Octets pem() {
        Octets known = pem;
        if (known == null) {
            String base64 = encoded.base64();
            StringBuilder text = new StringBuilder("-----BEGIN CERTIFICATE-----\n");
            for (int i = 0; i < base64.length(); i += 64) {
                text.append(base64, i, Math.min(i + 64, base64.length())).append('\n');
            }
            known = Octets.ofUtf8(text.append("-----END CERTIFICATE-----\n").toString());
            pem = known;
        }
        return known;
    }

    /// Of the encoded certificate.
    Sha256 digest() {
        return digest;
    }

    /// The bytes that the issuer signed.
    Octets toBeSigned() {
        return toBeSigned;
    }

    /// What a Certificate Transparency log signed: the same without the list of timestamps, which did not exist yet
    /// (RFC 6962, 3.2).
    Octets toBeSignedWithoutTimestamps() {
        List<Octets> remaining = extensions.entrySet().stream()
                .filter(extension -> !extension.getKey().equals(SIGNED_CERTIFICATE_TIMESTAMPS))
                .map(extension -> extension.getValue().encoded())
                .toList();
        List<Octets> parts = new ArrayList<>(partsBeforeExtensions);
        parts.add(Der.wrap(Der.contextTag(3), List.of(Der.wrap(Der.SEQUENCE, remaining))));
        return Der.wrap(Der.SEQUENCE, parts);
    }

    /// In hexadecimal.
    String serialNumber() {
        return serialNumber;
    }

    /// The issuer's distinguished name in DER; names are equal when their bytes are.
    Octets issuer() {
        return issuer;
    }

    Octets subject() {
        return subject;
    }

    Validity validity() {
        return validity;
    }

    /// The SubjectPublicKeyInfo.
    Octets publicKey() {
        return publicKey;
    }

    /// Object identifier.
    String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    Octets signature() {
        return signature;
    }

    boolean isCritical(String identifier) {
        Extension extension = extensions.get(identifier);
        return extension != null && extension.critical();
    }

    /// The content of an extension.
    Optional<Octets> extension(String identifier) {
        return Optional.ofNullable(extensions.get(identifier)).map(Extension::value);
    }
}
