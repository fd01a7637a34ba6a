package dev.hallmark.benchmarks.verification;

import dev.hallmark.benchmarks.uploads.AttestedUploads;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.sigstore.TrustRoot;
import dev.hallmark.verifier.verification.Judge;
import dev.hallmark.verifier.verification.TrustRoots;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Ours: from the staged upload to its verdict.
@State(Scope.Thread)
public class HallmarkBenchmark {

    private final List<UploadStaged> distinct = Input.read(Input.given().distinctCertificates());
    private final List<UploadStaged> shared = Input.read(Input.given().sharedCertificates());
    private final byte[] trustedRoot = Input.given().readTrustedRoot().getBytes(StandardCharsets.UTF_8);
    private final Cryptography cryptography = Cryptography.fastest();
    private Judge judge = judge();
    private int next;

    /// One who remembers nothing yet.
    private Judge judge() {
        TrustRoot root = TrustRoot.read("benchmark", trustedRoot, cryptography);
        return new Judge(TrustRoots.of(Map.of(AttestedUploads.issuer(), root)), AttestationLimits.DEFAULT);
    }

    /// Each attestation has a certificate that was never seen.
    @Benchmark
    public Verdict cold() {
        if (next == 0) {
            judge = judge();
        }
        return verified(distinct);
    }

    /// All but the first attestation of each release have a certificate that was seen.
    @Benchmark
    public Verdict knownLeaf() {
        if (next == 0) {
            judge = judge();
        }
        return verified(shared);
    }

    private Verdict verified(List<UploadStaged> uploads) {
        next = (next + 1) % uploads.size();
        Verdict verdict = judge.judge(uploads.get(next));
        if (!(verdict instanceof Verdict.Verified)) {
            throw new IllegalStateException("expected every upload to be verified, found " + verdict);
        }
        return verdict;
    }
}
