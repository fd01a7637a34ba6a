package dev.hallmark.verifier.sigstore;

import dev.hallmark.verifier.encoding.Der;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.sigstore.Cryptography.Algorithm;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/// A public key in the form that its provider is fastest with.
public final class VerifyingKey {

    private static final int MAX_INTEGER_BYTES = 67;
    private static final int ED25519_SIGNATURE_BYTES = 64;

    private final PublicKey key;
    private final Provider provider;

    VerifyingKey(PublicKey key, Provider provider) {
        this.key = key;
        this.provider = provider;
    }

    /// Whether this key made the signature. An ECDSA signature that isn't in strict DER is none, or it would have several
    /// spellings.
    boolean signed(Octets message, Octets signature, Algorithm algorithm) {
        boolean strict = algorithm == Algorithm.ED25519
                ? signature.length() == ED25519_SIGNATURE_BYTES
                : isStrict(signature);
        if (!strict) {
            return false;
        }
        try {
            Signature verification = Signature.getInstance(algorithm.javaName(), provider);
            verification.initVerify(key);
            verification.update(message.toArray());
            return verification.verify(signature.toArray());
        } catch (SignatureException e) {
            // Some providers say so instead of "no" when a number is zero or too large.
            return false;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(provider.getName() + " checks signatures with its own keys", e);
        }
    }

    private static boolean isStrict(Octets signature) {
        try {
            Der value = Der.of(signature, "a signature");
            Der numbers = value.enter(Der.SEQUENCE);
            value.end();
            int first = numbers.naturalNumber().length();
            int second = numbers.naturalNumber().length();
            numbers.end();
            return first <= MAX_INTEGER_BYTES && second <= MAX_INTEGER_BYTES;
        } catch (Malformed e) {
            return false;
        }
    }
}
