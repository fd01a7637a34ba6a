package dev.hallmark.benchmarks.verification;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The limit: nothing but the signatures that an attestation can't be verified without, their keys at hand.
///
/// Cold, that is the certificate by its authority (P-384) and by the certificate log, the statement, the log's promise
/// of the time and the checkpoint (P-256); with the certificate known, the last three.
@State(Scope.Thread)
public class SignaturesBenchmark {

    private static final AmazonCorrettoCryptoProvider PROVIDER = AmazonCorrettoCryptoProvider.INSTANCE;
    private static final int SETS = 1_000;

    private record Signed(PublicKey key, byte[] message, byte[] signature) {}

    private record SignatureSet(Signed issue, Signed certificateTimestamp, Signed statement, Signed promise, Signed checkpoint) {}

    private final Signature p256;
    private final Signature p384;
    private final List<SignatureSet> sets;
    private int next;

    /// Read by the harness.
    public SignaturesBenchmark() {
        try {
            this.p256 = Signature.getInstance("SHA256withECDSA", PROVIDER);
            this.p384 = Signature.getInstance("SHA384withECDSA", PROVIDER);
            this.sets = sets();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(PROVIDER.getName() + " has P-256 and P-384", e);
        }
    }

    private List<SignatureSet> sets() throws GeneralSecurityException {
        KeyPair authority = keyPair("secp384r1");
        KeyPair certificateLog = keyPair("secp256r1");
        KeyPair log = keyPair("secp256r1");
        List<SignatureSet> made = new ArrayList<>(SETS);
        for (int i = 0; i < SETS; i++) {
            made.add(new SignatureSet(
                    sign(p384, authority, 1_300),
                    sign(p256, certificateLog, 1_300),
                    sign(p256, keyPair("secp256r1"), 400),
                    sign(p256, log, 4_500),
                    sign(p256, log, 120)));
        }
        return made;
    }

    @Benchmark
    public boolean cold() throws GeneralSecurityException {
        SignatureSet set = sets.get(++next % SETS);
        return holds(p384, set.issue) & holds(p256, set.certificateTimestamp) & knownLeaf(set);
    }

    @Benchmark
    public boolean knownLeaf() throws GeneralSecurityException {
        return knownLeaf(sets.get(++next % SETS));
    }

    private boolean knownLeaf(SignatureSet set) throws GeneralSecurityException {
        return holds(p256, set.statement) & holds(p256, set.promise) & holds(p256, set.checkpoint);
    }

    private static boolean holds(Signature signature, Signed signed) throws GeneralSecurityException {
        signature.initVerify(signed.key);
        signature.update(signed.message);
        if (!signature.verify(signed.signature)) {
            throw new IllegalStateException("expected every signature to hold");
        }
        return true;
    }

    private static KeyPair keyPair(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static Signed sign(Signature signature, KeyPair pair, int length) throws GeneralSecurityException {
        byte[] message = new byte[length];
        new SecureRandom().nextBytes(message);
        signature.initSign(pair.getPrivate());
        signature.update(message);
        return new Signed(pair.getPublic(), message, signature.sign());
    }
}
