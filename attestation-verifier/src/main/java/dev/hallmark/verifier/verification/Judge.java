package dev.hallmark.verifier.verification;

import static dev.hallmark.contract.RejectionCode.PREDICATE_TYPE_REPEATED;
import static dev.hallmark.contract.RejectionCode.PUBLISHER_REQUIRED;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.attestation.AttestationsField;
import dev.hallmark.verifier.policy.PublisherPolicy;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.Cryptography;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Turns a staged upload into its verdict. The same upload gets the same verdict as long as the trust roots stay: no
/// clock is read, nothing is remembered and nothing is fetched. Thread-safe.
///
/// Every input has a verdict. An exception from here is a fault of ours and says nothing about the upload.
public final class Judge {

    /// Which rules verdicts follow. Raised when the same upload could get another verdict.
    public static final String POLICY = "pep740-1";

    private final TrustRoots trustRoots;
    private final Cryptography cryptography;
    private final AttestationLimits limits;

    public Judge(TrustRoots trustRoots, Cryptography cryptography, AttestationLimits limits) {
        this.trustRoots = trustRoots;
        this.cryptography = cryptography;
        this.limits = limits;
    }

    public Verdict judge(UploadStaged upload) {
        if (upload.attestations() == null) {
            return new Verdict.Unattested();
        }
        return switch (judge(upload.file(), upload.attestations())) {
            case Checked.Passed<List<VerifiedAttestation>>(List<VerifiedAttestation> attestations) ->
                new Verdict.Verified(attestations);
            case Checked.Refused<List<VerifiedAttestation>>(Verdict.Rejected why) -> why;
        };
    }

    /// Attestations vouch for a Trusted Publisher, so one is needed, and a trust root for its issuer; then the field is
    /// read, each attestation verified, and no predicate type may come twice.
    private Checked<List<VerifiedAttestation>> judge(StagedFile file, String field) {
        return policy(file.uploader())
                .then(policy -> verifier(file, policy))
                .then(verifier -> AttestationsField.parse(field, limits).then(parsed -> verifyEach(parsed, verifier)))
                .then(Judge::ofDistinctTypes);
    }

    private static Checked<PublisherPolicy> policy(Uploader uploader) {
        return switch (uploader) {
            case Uploader.TrustedPublisher(_, Publisher publisher, _) -> Checked.passed(PublisherPolicy.of(publisher));
            case Uploader.ApiToken _ ->
                Checked.refused(
                        PUBLISHER_REQUIRED, "attestations from a Trusted Publisher, or none", "attestations from an API token");
        };
    }

    private Checked<AttestationVerifier> verifier(StagedFile file, PublisherPolicy policy) {
        // The file name was parsed before the upload was staged; another one is a fault of ours, not the uploader's.
        DistributionFilename filename = DistributionFilename.parse(file.filename()).orThrow();
        AttestationVerifier.Subject subject = new AttestationVerifier.Subject(filename, file.filename(), file.sha256());
        return trustRoots
                .vouchingFor(policy.issuer())
                .map(root -> new AttestationVerifier(subject, policy, root, cryptography));
    }

    private static Checked<List<VerifiedAttestation>> verifyEach(AttestationsField field, AttestationVerifier verifier) {
        List<VerifiedAttestation> verified = new ArrayList<>();
        for (var element : field.elements()) {
            switch (verifier.verify(element)) {
                case Checked.Passed<VerifiedAttestation>(VerifiedAttestation attestation) -> verified.add(attestation);
                case Checked.Refused<VerifiedAttestation>(Verdict.Rejected why) -> {
                    return new Checked.Refused<>(why);
                }
            }
        }
        return Checked.passed(verified);
    }

    private static Checked<List<VerifiedAttestation>> ofDistinctTypes(List<VerifiedAttestation> attestations) {
        Set<String> types = new HashSet<>();
        for (VerifiedAttestation attestation : attestations) {
            if (!types.add(attestation.predicateType())) {
                return Checked.refused(
                        PREDICATE_TYPE_REPEATED, "one attestation of a predicate type", "two of " + attestation.predicateType());
            }
        }
        return Checked.passed(attestations);
    }
}
