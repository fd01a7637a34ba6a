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

/// Checks ECDSA signatures with the fastest provider at hand. The provider is asked by reference and never installed, so
/// nothing else in the process changes.
public final class Cryptography {

    private final Provider provider;
    private final String reason;

    private Cryptography(Provider provider, String reason) {
        this.provider = provider;
        this.reason = reason;
    }

    /// AWS-LC through Amazon Corretto Crypto Provider where its native library loads (about eight times the speed of the
    /// JDK on P-256), else BouncyCastle (about four times), else the JDK.
    public static Cryptography fastest() {
        AmazonCorrettoCryptoProvider amazon = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable whyNot = amazon.getLoadingError();
        if (whyNot == null) {
            return new Cryptography(amazon, "the fastest");
        }
        try {
            return new Cryptography(new BouncyCastleProvider(), "AWS-LC does not load: " + whyNot);
        } catch (LinkageError e) {
            return new Cryptography(Security.getProvider("SunEC"), "AWS-LC does not load: " + whyNot + "; nor BouncyCastle: " + e);
        }
    }

    public static Cryptography bouncyCastle() {
        return new Cryptography(new BouncyCastleProvider(), "asked for");
    }

    public static Cryptography jdk() {
        return new Cryptography(Security.getProvider("SunEC"), "asked for");
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
        try {
            return new VerifyingKey(
                    KeyFactory.getInstance("EC", provider)
                            .generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo.toArray())),
                    provider);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(provider.getName() + " has EC keys", e);
        }
    }

    /// The digest below an ECDSA signature.
    enum Hash {
        SHA_256("SHA256withECDSA", "1.2.840.10045.4.3.2"),
        SHA_384("SHA384withECDSA", "1.2.840.10045.4.3.3"),
        SHA_512("SHA512withECDSA", "1.2.840.10045.4.3.4");

        private final String algorithm;
        private final String identifier;

        Hash(String algorithm, String identifier) {
            this.algorithm = algorithm;
            this.identifier = identifier;
        }

        /// The name that Java's providers know.
        String algorithm() {
            return algorithm;
        }

        /// The object identifier of ECDSA with this digest.
        String identifier() {
            return identifier;
        }
    }
}
