package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/// Shows that a client holds the private key of the public key that it wants certified. P-256 only, the one key kind
/// that PEP 740 knows.
final class ProofOfPossession {

    private ProofOfPossession() {}

    /// A signature over `challenge` by the key itself.
    static Parsed<PublicKey> ofSignature(String publicKeyPem, byte[] challenge, Bytes signature) {
        List<Pem> blocks = Pem.parseAll(publicKeyPem);
        if (blocks.size() != 1) {
            return Parsed.invalid("expected one public key in PEM, found " + blocks.size());
        }
        return switch (publicKey(blocks.getFirst().content())) {
            case Parsed.Valid<PublicKey> key when SigningKey.verifies(key.value(), challenge, signature) -> key;
            case Parsed.Valid<PublicKey> _ ->
                Parsed.invalid("expected a proof of possession signed by the key over the token's subject");
            case Parsed.Invalid<PublicKey> refused -> refused;
        };
    }

    /// A certificate signing request, which the key signs; its subject and attributes do not matter.
    static Parsed<PublicKey> ofRequest(Bytes pem) {
        List<Pem> blocks = Pem.parseAll(new String(pem.toArray(), StandardCharsets.US_ASCII));
        if (blocks.size() != 1) {
            return Parsed.invalid("expected one certificate signing request in PEM, found " + blocks.size());
        }
        try {
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(blocks.getFirst().content().toArray());
            SubjectPublicKeyInfo key = request.getSubjectPublicKeyInfo();
            return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))
                    ? publicKey(Bytes.of(key.getEncoded()))
                    : Parsed.invalid("expected a certificate signing request signed by its own key");
        } catch (IOException | OperatorCreationException | PKCSException _) {
            return Parsed.invalid("expected a certificate signing request");
        }
    }

    static Parsed<PublicKey> publicKey(Bytes encoded) {
        try {
            SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(encoded.toArray());
            if (!SECObjectIdentifiers.secp256r1.equals(key.getAlgorithm().getParameters())) {
                return Parsed.invalid("expected a public key on the curve P-256");
            }
            return Parsed.valid(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded.toArray())));
        } catch (IllegalArgumentException | GeneralSecurityException _) {
            return Parsed.invalid("expected a public key");
        }
    }
}
