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
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

/// An elliptic-curve key pair with the digest that belongs to its curve.
final class SigningKey {

    /// A curve with the ECDSA algorithm that Sigstore uses on it.
    enum Curve {
        P256("secp256r1", "SHA256withECDSA"),
        P384("secp384r1", "SHA384withECDSA");

        private final String parameters;
        private final String algorithm;

        Curve(String parameters, String algorithm) {
            this.parameters = parameters;
            this.algorithm = algorithm;
        }
    }

    private final Curve curve;
    private final KeyPair pair;

    private SigningKey(Curve curve, KeyPair pair) {
        this.curve = curve;
        this.pair = pair;
    }

    static SigningKey generate(Curve curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve.parameters));
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
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new SigningKey(curve, new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(blocks.get(1).content().toArray())),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(blocks.get(0).content().toArray()))));
        } catch (GeneralSecurityException e) {
            throw new IOException("expected an elliptic-curve key in " + file, e);
        }
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

    /// The digest of the encoded public key, by which logs are named.
    Sha256 id() {
        return Sha256.of(pair.getPublic().getEncoded());
    }

    /// A DER-encoded ECDSA signature.
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
        try {
            Signature verifier = Signature.getInstance(Curve.P256.algorithm);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
