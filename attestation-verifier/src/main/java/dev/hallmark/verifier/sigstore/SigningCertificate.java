package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.CERTIFICATE_MALFORMED;
import static dev.hallmark.contract.RejectionCode.CERTIFICATE_USAGE;
import static dev.hallmark.contract.RejectionCode.SIGNING_TIME_OUTSIDE_CERTIFICATE;

import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.VerifiedAttestation.CertificateFacts;
import dev.hallmark.verifier.encoding.Der;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.encoding.StrictText;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import java.security.spec.InvalidKeySpecException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The certificate of an attestation's signer: whom it names and what it says about the job. Nobody has vouched for it
/// until [TrustRoot] did.
///
/// @param signer the one subject alternative name
/// @param rawIssuer the issuer in the older extension; null when left out
public record SigningCertificate(
        Certificate certificate, Signer signer, @Nullable String rawIssuer, Map<FulcioClaim, String> claims, CertificateUse use) {

    /// An uncompressed point on P-256, the only key that publish attestations are made with.
    private static final Octets P256_KEY_START = Octets.of(
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"));

    private static final int P256_KEY_LENGTH = P256_KEY_START.length() + 64;

    /// Whom a certificate names.
    public sealed interface Signer {

        String name();

        /// A workflow, by its URI.
        record Workflow(String name) implements Signer {}

        /// A person or a service account.
        record Email(String name) implements Signer {}
    }

    public SigningCertificate {
        claims = Map.copyOf(claims);
    }

    public static Checked<SigningCertificate> parse(Octets encoded) {
        try {
            Certificate certificate = Certificate.parse(encoded);
            return Checked.passed(new SigningCertificate(
                    certificate,
                    signer(certificate),
                    rawIssuer(certificate),
                    claims(certificate),
                    CertificateUse.of(certificate)));
        } catch (Malformed malformed) {
            return Checked.refused(CERTIFICATE_MALFORMED, malformed);
        }
    }

    private static Signer signer(Certificate certificate) throws Malformed {
        Optional<Octets> extension = certificate.extension(Certificate.SUBJECT_ALTERNATIVE_NAME);
        if (extension.isEmpty()) {
            throw new Malformed("a certificate with a subject alternative name", "none");
        }
        Der list = Der.of(extension.get(), "a subject alternative name");
        Der names = list.enter(Der.SEQUENCE);
        list.end();
        Signer signer = switch (names.peek()) {
            case 0x86 -> new Signer.Workflow(ascii(names.content(0x86)));
            case 0x81 -> new Signer.Email(ascii(names.content(0x81)));
            default -> throw new Malformed("a URI or an e-mail address as subject alternative name", "another kind of name");
        };
        if (!names.isAtEnd()) {
            throw new Malformed("one subject alternative name", "more");
        }
        return signer;
    }

    private static String ascii(Octets octets) throws Malformed {
        String text = StrictText.utf8(octets, "a subject alternative name");
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new Malformed("a subject alternative name of printable ASCII", "other characters");
        }
        return text;
    }

    private static @Nullable String rawIssuer(Certificate certificate) throws Malformed {
        Optional<Octets> raw = certificate.extension(FulcioClaim.RAW_ISSUER);
        return raw.isPresent() ? StrictText.utf8(raw.get(), "extension " + FulcioClaim.RAW_ISSUER) : null;
    }

    private static Map<FulcioClaim, String> claims(Certificate certificate) throws Malformed {
        Map<FulcioClaim, String> claims = new EnumMap<>(FulcioClaim.class);
        for (FulcioClaim claim : FulcioClaim.values()) {
            Optional<Octets> extension = certificate.extension(claim.identifier());
            if (extension.isPresent()) {
                Der value = Der.of(extension.get(), "extension " + claim.identifier());
                claims.put(claim, value.utf8String());
                value.end();
            }
        }
        return claims;
    }

    public Optional<String> claim(FulcioClaim claim) {
        return Optional.ofNullable(claims.get(claim));
    }

    /// A certificate lives for minutes and so does the right to sign with its key.
    Checked<SigningCertificate> validAt(SigningTime time) {
        Validity validity = certificate.validity();
        if (!time.isWithin(validity)) {
            return Checked.refused(
                    SIGNING_TIME_OUTSIDE_CERTIFICATE, "a signature made from " + validity.start() + " to " + validity.end(),
                    "one made at " + time);
        }
        return Checked.passed(this);
    }

    /// Whether the certificate was made for signing code, with the one kind of key that publish attestations have.
    Checked<SigningCertificate> forSigningCode() {
        if (use.authority() || use.certificateSigning()) {
            return Checked.refused(CERTIFICATE_USAGE, "a certificate of a signer", "one of a certificate authority");
        }
        if (!use.digitalSignature() || !use.codeSigning()) {
            return Checked.refused(CERTIFICATE_USAGE, "a certificate for digital signatures and code signing", "another usage");
        }
        Octets key = certificate.publicKey();
        if (key.length() != P256_KEY_LENGTH || !key.startsWith(P256_KEY_START)) {
            return Checked.refused(CERTIFICATE_USAGE, "a certificate for an uncompressed P-256 key", "another key");
        }
        return Checked.passed(this);
    }

    /// The signer's key.
    Checked<VerifyingKey> key(Cryptography cryptography) {
        try {
            return Checked.passed(cryptography.ecKey(certificate.publicKey()));
        } catch (InvalidKeySpecException e) {
            return Checked.refused(CERTIFICATE_USAGE, "a certificate for a point on P-256", "another point");
        }
    }

    Octets pem() {
        return certificate.pem();
    }

    Octets encoded() {
        return certificate.encoded();
    }

    Sha256 digest() {
        return certificate.digest();
    }

    List<SignedCertificateTimestamp> timestamps() throws Malformed {
        Optional<Octets> extension = certificate.extension(Certificate.SIGNED_CERTIFICATE_TIMESTAMPS);
        return extension.isPresent() ? SignedCertificateTimestamp.parseList(extension.get()) : List.of();
    }

    /// What is recorded about the certificate.
    public CertificateFacts facts() {
        return new CertificateFacts(
                certificate.digest(),
                certificate.serialNumber(),
                signer.name(),
                claims.getOrDefault(FulcioClaim.ISSUER, rawIssuer == null ? "" : rawIssuer),
                claims.get(FulcioClaim.SOURCE_REPOSITORY_URI),
                claims.get(FulcioClaim.SOURCE_REPOSITORY_DIGEST),
                claims.get(FulcioClaim.SOURCE_REPOSITORY_REF),
                claims.get(FulcioClaim.BUILD_CONFIG_URI),
                claims.get(FulcioClaim.BUILD_SIGNER_URI),
                claims.get(FulcioClaim.RUN_INVOCATION_URI),
                claims.get(FulcioClaim.BUILD_TRIGGER),
                claims.get(FulcioClaim.RUNNER_ENVIRONMENT),
                claims.get(FulcioClaim.SOURCE_REPOSITORY_VISIBILITY));
    }
}
