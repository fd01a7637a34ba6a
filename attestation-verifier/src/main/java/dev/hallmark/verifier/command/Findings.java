package dev.hallmark.verifier.command;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.verifier.attestation.Attestation;
import dev.hallmark.verifier.command.Finding.Outcome;
import dev.hallmark.verifier.encoding.StrictJson;
import dev.hallmark.verifier.policy.PublisherPolicy;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import dev.hallmark.verifier.verification.Judge;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a provenance object proves about a file to somebody who names its publisher.
///
/// It is verified when at least one attestation is by that publisher and none of that publisher's is refused. An
/// attestation by somebody else proves nothing and spoils nothing: whoever served the object could have left it out. One
/// that does not even tell whose it is counts as the publisher's, and is refused.
record Findings(String filename, Sha256 sha256, Publisher publisher, List<Finding> all) {

    /// What a certificate is refused for that was read and is somebody else's.
    private static final Set<RejectionCode> NAMES_ANOTHER = EnumSet.of(
            RejectionCode.IDENTITY_ISSUER_MISMATCH,
            RejectionCode.IDENTITY_REPOSITORY_MISMATCH,
            RejectionCode.IDENTITY_OWNER_MISMATCH,
            RejectionCode.IDENTITY_WORKFLOW_MISMATCH,
            RejectionCode.IDENTITY_CALLED_WORKFLOW_MISMATCH,
            RejectionCode.IDENTITY_ENVIRONMENT_MISMATCH,
            RejectionCode.IDENTITY_REF_MISMATCH,
            RejectionCode.IDENTITY_EMAIL_MISMATCH);

    Findings {
        all = List.copyOf(all);
    }

    static Findings of(String filename, Sha256 sha256, Publisher publisher, Provenance provenance, Judge judge) {
        return new Findings(
                filename,
                sha256,
                publisher,
                provenance.attestations().stream()
                        .map(part -> new Finding(part, outcome(filename, sha256, publisher, part.json(), judge)))
                        .toList());
    }

    private static Outcome outcome(String filename, Sha256 sha256, Publisher publisher, String attestation, Judge judge) {
        return switch (judge.judge(filename, sha256, publisher, "[" + attestation + "]")) {
            case Verdict.Verified verified -> new Outcome.Verified(verified.attestations().getFirst());
            case Verdict.Rejected why -> switch (namedBy(attestation, publisher)) {
                case Checked.Passed<SigningCertificate> _ -> new Outcome.Refused(why);
                case Checked.Refused<SigningCertificate>(Verdict.Rejected another) ->
                    NAMES_ANOTHER.contains(another.code()) ? new Outcome.ByAnother(another) : new Outcome.Refused(why);
            };
            case Verdict.Unattested _ -> throw new IllegalStateException("an attestation was shown");
        };
    }

    /// The signer's certificate, when it names the publisher; anybody can write one that does.
    private static Checked<SigningCertificate> namedBy(String attestation, Publisher publisher) {
        try {
            StrictJson.Element element =
                    new StrictJson.Element(StrictJson.read(attestation, "an attestation"), attestation);
            return Attestation.parse(element)
                    .then(parsed -> SigningCertificate.parse(parsed.certificate()))
                    .then(certificate -> PublisherPolicy.of(publisher).then(policy -> policy.admit(certificate)));
        } catch (Malformed malformed) {
            return Checked.refused(RejectionCode.ATTESTATIONS_MALFORMED, malformed);
        }
    }

    boolean verified() {
        return all.stream().anyMatch(finding -> finding.outcome() instanceof Outcome.Verified)
                && all.stream().noneMatch(finding -> finding.outcome() instanceof Outcome.Refused);
    }
}
