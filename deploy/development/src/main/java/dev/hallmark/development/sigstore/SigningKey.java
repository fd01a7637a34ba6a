package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Sha256;
import dev.hallmark.development.files.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An elliptic-curve key pair with the signature algorithm that belongs to its curve.
final class SigningKey {

    /// A curve with the algorithm that Sigstore uses on it, and the name that its trust roots have for the two.
    enum Curve {
        P256("EC", Optional.of("secp256r1"), "SHA256withECDSA", "PKIX_ECDSA_P256_SHA_256"),
        P384("EC", Optional.of("secp384r1"), "SHA384withECDSA", "PKIX_ECDSA_P384_SHA_384"),
        ED25519("Ed25519", Optional.empty(), "Ed25519", "PKIX_ED25519");

        private final String keys;
        private final Optional<String> parameters;
        private final String algorithm;
        private final String keyDetails;

        Curve(String keys, Optional<String> parameters, String algorithm, String keyDetails) {
            this.keys = keys;
            this.parameters = parameters;
            this.algorithm = algorithm;
            this.keyDetails = keyDetails;
        }
    }

    private static final int ED25519_KEY_LENGTH = 32;

    private final Curve curve;
    private final KeyPair pair;

    private SigningKey(Curve curve, KeyPair pair) {
        this.curve = curve;
        this.pair = pair;
    }

    static SigningKey generate(Curve curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(curve.keys);
            if (curve.parameters.isPresent()) {
                generator.initialize(new ECGenParameterSpec(curve.parameters.get()));
            }
            return new SigningKey(curve, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has the curve " + curve, e);
        }
    }

    /// Reads the key pair from `file`, or makes one and keeps it there.
    static SigningKey loadOrCreate(Path file, Curve curve) throws IOException {
        if (!Files.exists(file)) {
            SigningKey key = generate(curve);
            SecretFile.write(file,
                    new Pem("PRIVATE KEY", Bytes.of(key.pair.getPrivate().getEncoded())).text() + key.publicPem());
            return key;
        }
        List<Pem> blocks = Pem.parseAll(Files.readString(file, StandardCharsets.US_ASCII));
        if (blocks.size() != 2) {
            throw new IOException("expected a private and a public key in " + file + ", found " + blocks.size());
        }
        try {
            KeyFactory factory = KeyFactory.getInstance(curve.keys);
            return new SigningKey(curve, new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(blocks.get(1).content().toArray())),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(blocks.get(0).content().toArray()))));
        } catch (GeneralSecurityException e) {
            throw new IOException("expected a key on the curve " + curve + " in " + file, e);
        }
    }

    /// How trust roots and log entries call keys of this curve.
    String keyDetails() {
        return curve.keyDetails;
    }

    PrivateKey privateKey() {
        return pair.getPrivate();
    }

    String signatureAlgorithm() {
        return curve.algorithm;
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    Bytes encodedPublicKey() {
        return Bytes.of(pair.getPublic().getEncoded());
    }

    String publicPem() {
        return new Pem("PUBLIC KEY", encodedPublicKey()).text();
    }

    /// The digest of the encoded public key.
    Sha256 id() {
        return Sha256.of(pair.getPublic().getEncoded());
    }

    /// The 32 bytes of an Ed25519 key, which are the last ones of its encoding (RFC 8410).
    byte[] bareEd25519Key() {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - ED25519_KEY_LENGTH, encoded.length);
    }

    /// A DER-encoded ECDSA signature, or the 64 bytes of an Ed25519 signature.
    Bytes sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(curve.algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a generated key signs", e);
        }
    }

    /// Whether `signature` is one over `message` by the P-256 key `key`.
    static boolean verifies(PublicKey key, byte[] message, Bytes signature) {
        return verifies(Curve.P256.algorithm, key, message, signature);
    }

    /// Whether `signature` is one over a message with this digest by the P-256 key `key`.
    static boolean verifiesDigest(PublicKey key, Sha256 digest, Bytes signature) {
        return verifies("NONEwithECDSA", key, digest.toBytes(), signature);
    }

    private static boolean verifies(String algorithm, PublicKey key, byte[] message, Bytes signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
