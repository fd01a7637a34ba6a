package dev.hallmark.verifier.sigstore;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.hallmark.verifier.encoding.Octets;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Checks signatures with the fastest provider at hand. Providers are asked by reference and never installed, so nothing
/// else in the process changes.
public final class Cryptography {

    private final Provider provider;
    private final Provider edwards;
    private final String reason;

    private Cryptography(Provider provider, Provider edwards, String reason) {
        this.provider = provider;
        this.edwards = edwards;
        this.reason = reason;
    }

    /// AWS-LC through Amazon Corretto Crypto Provider where its native library loads (about eight times the speed of the
    /// JDK on P-256), else BouncyCastle (about four times), else the JDK. Ed25519, which checkpoints of Rekor v2 have, is
    /// BouncyCastle's: AWS-LC's key factory for it is off, and the JDK is several times slower.
    public static Cryptography fastest() {
        AmazonCorrettoCryptoProvider amazon = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable whyNot = amazon.getLoadingError();
        if (whyNot == null) {
            return new Cryptography(amazon, BouncyCastle.PROVIDER, "the fastest");
        }
        try {
            return new Cryptography(BouncyCastle.PROVIDER, BouncyCastle.PROVIDER, "AWS-LC does not load: " + whyNot);
        } catch (LinkageError e) {
            Provider jdk = Security.getProvider("SunEC");
            return new Cryptography(jdk, jdk, "AWS-LC does not load: " + whyNot + "; nor BouncyCastle: " + e);
        }
    }

    public static Cryptography bouncyCastle() {
        return new Cryptography(BouncyCastle.PROVIDER, BouncyCastle.PROVIDER, "asked for");
    }

    public static Cryptography jdk() {
        Provider jdk = Security.getProvider("SunEC");
        return new Cryptography(jdk, jdk, "asked for");
    }

    /// One for all: making one takes tens of milliseconds.
    static final class BouncyCastle {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }

    /// Why this provider was taken, for the start-up log.
    public String reason() {
        return reason;
    }

    /// Name and version of the provider, for the start-up log.
    public String description() {
        return provider.getName() + " " + provider.getVersionStr();
    }

    /// @param subjectPublicKeyInfo in DER
    /// @throws InvalidKeySpecException when it is no key on a curve that the provider knows
    public VerifyingKey ecKey(Octets subjectPublicKeyInfo) throws InvalidKeySpecException {
        return key("EC", provider, subjectPublicKeyInfo);
    }

    /// @throws InvalidKeySpecException when it is no key on that curve
    VerifyingKey ed25519Key(Octets subjectPublicKeyInfo) throws InvalidKeySpecException {
        return key("Ed25519", edwards, subjectPublicKeyInfo);
    }

    private static VerifyingKey key(String kind, Provider provider, Octets subjectPublicKeyInfo)
            throws InvalidKeySpecException {
        try {
            return new VerifyingKey(
                    KeyFactory.getInstance(kind, provider)
                            .generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo.toArray())),
                    provider);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(provider.getName() + " has " + kind + " keys", e);
        }
    }

    /// How signatures are made.
    enum Algorithm {
        ECDSA_SHA_256("SHA256withECDSA", "1.2.840.10045.4.3.2"),
        ECDSA_SHA_384("SHA384withECDSA", "1.2.840.10045.4.3.3"),
        ECDSA_SHA_512("SHA512withECDSA", "1.2.840.10045.4.3.4"),
        /// ECDSA over what is a digest already.
        ECDSA_OF_DIGEST("NONEwithECDSA", ""),
        ED25519("Ed25519", "1.3.101.112");

        private final String javaName;
        private final String identifier;

        Algorithm(String javaName, String identifier) {
            this.javaName = javaName;
            this.identifier = identifier;
        }

        /// The name that Java's providers know.
        String javaName() {
            return javaName;
        }

        /// The object identifier, by which certificates name it; empty when they can't.
        String identifier() {
            return identifier;
        }
    }
}
