package dev.hallmark.verifier.verification;

import static dev.hallmark.contract.RejectionCode.PUBLISHER_REQUIRED;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.AttestationsSubmitted;
import dev.hallmark.contract.event.ReviewRequested;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.attestation.AttestationsField;
import dev.hallmark.verifier.policy.PublisherPolicy;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.AcceptedEvidence;
import dev.hallmark.verifier.sigstore.TrustRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns a staged upload, a submission or a review into its verdict. The same input gets the same verdict as long as the
/// trust roots stay: no clock is read and nothing is fetched. Thread-safe.
///
/// Every input has a verdict. An exception from here is a fault of ours and says nothing about the input.
public final class Judge {

    /// Which rules verdicts follow. Raised when the same upload could get another verdict.
    public static final String POLICY = "pep740-2";

    private final Supplier<TrustRoots> trustRoots;
    private final AcceptedEvidence accepted;
    private final AttestationLimits limits;
    private final PredicateTypes predicateTypes;

    /// @param trustRoots today's; a judgement asks once and keeps to the answer
    /// @param accepted forms of evidence
    public Judge(
            Supplier<TrustRoots> trustRoots,
            AcceptedEvidence accepted,
            AttestationLimits limits,
            PredicateTypes predicateTypes) {
        this.trustRoots = trustRoots;
        this.accepted = accepted;
        this.limits = limits;
        this.predicateTypes = predicateTypes;
    }

    /// A judge whose trust roots never change, for what clients send today.
    public Judge(TrustRoots trustRoots, AttestationLimits limits) {
        this(() -> trustRoots, AcceptedEvidence.REKOR_V1, limits, PredicateTypes.DEFAULT);
    }

    public Verdict judge(UploadStaged upload) {
        return decide(upload).verdict();
    }

    /// Attestations of an upload vouch for its Trusted Publisher, so one is needed.
    public Judgement decide(UploadStaged upload) {
        StagedFile file = upload.file();
        if (upload.attestations() == null) {
            return judgement(Demands.unattested(file).map(_ -> new Verdict.Unattested()), null);
        }
        String field = upload.attestations();
        Demands demands = Demands.ofUpload(file.policyOrInitial(), predicateTypes.ofUploads());
        return switch (file.uploader()) {
            case Uploader.TrustedPublisher(_, Publisher publisher, _) -> decide(file, publisher, demands, limits, field);
            case Uploader.ApiToken _ ->
                new Judgement(
                        new Verdict.Rejected(
                                PUBLISHER_REQUIRED,
                                "attestations from a Trusted Publisher, or none",
                                "attestations from an API token"),
                        null);
        };
    }

    /// Further attestations of a published file, by an identity that its project admits.
    public Judgement decide(AttestationsSubmitted submission) {
        return decide(
                submission.file(),
                submission.submitter().identity(),
                Demands.ofSubmission(submission.policy(), predicateTypes.ofSubmissions()),
                limits,
                submission.attestations());
    }

    /// Attestations that were verified once, as they are found today.
    public Judgement decide(ReviewRequested review) {
        return decide(
                review.file(),
                review.identity(),
                Demands.ofReview(predicateTypes.ofSubmissions()),
                limits.ofReview(),
                review.attestations());
    }

    /// Attestations of a file that somebody has, by the publisher whom they name.
    ///
    /// @param filename that parses as a distribution's
    public Verdict judge(String filename, Sha256 sha256, Publisher publisher, String attestations) {
        Demands demands = Demands.ofReview(predicateTypes.ofSubmissions());
        return decide(filename, sha256, publisher, demands, limits.ofReview(), attestations).verdict();
    }

    private Judgement decide(
            StagedFile file, Publisher publisher, Demands demands, AttestationLimits limits, String field) {
        return decide(file.filename(), file.sha256(), publisher, demands, limits, field);
    }

    /// The publisher's issuer selects the trust root; then the field is read and each attestation verified.
    private Judgement decide(
            String filename,
            Sha256 sha256,
            Publisher publisher,
            Demands demands,
            AttestationLimits limits,
            String field) {
        return switch (PublisherPolicy.of(publisher)) {
            case Checked.Refused<PublisherPolicy>(Verdict.Rejected why) -> new Judgement(why, null);
            case Checked.Passed<PublisherPolicy>(PublisherPolicy policy) ->
                switch (trustRoots.get().vouchingFor(policy.issuer())) {
                    case Checked.Refused<TrustRoot>(Verdict.Rejected why) -> new Judgement(why, null);
                    case Checked.Passed<TrustRoot>(TrustRoot root) -> {
                        AttestationVerifier verifier = verifier(filename, sha256, policy, demands, root);
                        yield judgement(
                                AttestationsField.parse(field, limits)
                                        .then(parsed -> verifyEach(parsed, verifier))
                                        .then(demands::complete)
                                        .map(Verdict.Verified::new),
                                root.identity());
                    }
                };
        };
    }

    private AttestationVerifier verifier(
            String spelling, Sha256 sha256, PublisherPolicy policy, Demands demands, TrustRoot root) {
        // The file name was parsed before it got here; another one is a fault of ours, not the uploader's.
        DistributionFilename filename = DistributionFilename.parse(spelling).orThrow();
        AttestationVerifier.Subject subject = new AttestationVerifier.Subject(filename, spelling, sha256);
        return new AttestationVerifier(subject, policy, demands, root, accepted);
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

    private static Judgement judgement(
            Checked<? extends Verdict> checked, VerifiedAttestation.@Nullable TrustRoot trustRoot) {
        return switch (checked) {
            case Checked.Passed<? extends Verdict>(Verdict verdict) -> new Judgement(verdict, trustRoot);
            case Checked.Refused<? extends Verdict>(Verdict.Rejected why) -> new Judgement(why, trustRoot);
        };
    }
}
