package dev.hallmark.verifier.verification;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.attestation.AttestationsField;
import dev.hallmark.verifier.policy.PublisherPolicy;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.AcceptedEvidence;
import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.sigstore.TrustRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Judges known attestations before any real one: a verifier that refuses a right one or passes a wrong one must not
/// start.
///
/// Attestation and trust root come from a Sigstore that existed for a second and whose keys nobody has. This root is in
/// no [TrustRoots].
public final class SelfTest {

    static final String FILENAME = "hallmark_self_test-1.0.tar.gz";
    static final Sha256 DIGEST = Sha256.of(FILENAME.getBytes(StandardCharsets.US_ASCII));
    static final Publisher.GitHub PUBLISHER = new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER, Publisher.GitHub.PUBLIC_SERVER, "octo-org", null, "octo-repo", "release.yml", null);
    private static final PublisherPolicy POLICY = policy();
    static final String ATTESTATIONS = "self-test.attestations.json";
    static final String TRUSTED_ROOT = "self-test.trusted_root.json";

    private final Cryptography cryptography;
    private final byte[] trustedRoot = resource(TRUSTED_ROOT);
    private final String right;
    private final String wrong;

    public SelfTest(Cryptography cryptography) {
        this.cryptography = cryptography;
        this.right = new String(resource(ATTESTATIONS), StandardCharsets.UTF_8);
        // The same but for the signature, which is the right one of other bytes.
        this.wrong = right.replaceFirst("\"signature\":\"[^\"]*\"", "\"signature\":\"MAYCAQECAQE=\"");
    }

    private static PublisherPolicy policy() {
        return switch (PublisherPolicy.of(PUBLISHER)) {
            case Checked.Passed<PublisherPolicy>(PublisherPolicy policy) -> policy;
            case Checked.Refused<PublisherPolicy>(Verdict.Rejected why) -> throw new IllegalStateException(why.sentence());
        };
    }

    private static AttestationVerifier verifier(Sha256 digest, TrustRoot root) {
        return new AttestationVerifier(
                new AttestationVerifier.Subject(DistributionFilename.parse(FILENAME).orThrow(), FILENAME, digest),
                POLICY,
                Demands.ofUpload(ProjectPolicy.INITIAL, PredicateTypes.DEFAULT.ofUploads()),
                root,
                AcceptedEvidence.REKOR_V1);
    }

    /// @throws IllegalStateException when a verdict is wrong
    public void run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            // A new one each time, which remembers nothing: each round takes every step.
            TrustRoot root = TrustRoot.read("self-test", trustedRoot, cryptography);
            AttestationVerifier verifier = verifier(DIGEST, root);
            AttestationVerifier verifierOfAnotherFile = verifier(Sha256.of(new byte[0]), root);
            require(verify(verifier, right) instanceof Checked.Passed, "the right attestation");
            require(refuses(verify(verifier, wrong), RejectionCode.SIGNATURE_INVALID), "another signature");
            require(refuses(verify(verifierOfAnotherFile, right), RejectionCode.SUBJECT_DIGEST_MISMATCH), "another file");
        }
    }

    private static Checked<VerifiedAttestation> verify(AttestationVerifier verifier, String field) {
        return AttestationsField.parse(field, AttestationLimits.DEFAULT)
                .then(parsed -> verifier.verify(parsed.elements().getFirst()));
    }

    private static boolean refuses(Checked<VerifiedAttestation> answer, RejectionCode code) {
        return answer instanceof Checked.Refused<VerifiedAttestation>(Verdict.Rejected why) && why.code() == code;
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalStateException("the self-test got a wrong verdict about " + what);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream file = Objects.requireNonNull(SelfTest.class.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is part of this module", e);
        }
    }
}
