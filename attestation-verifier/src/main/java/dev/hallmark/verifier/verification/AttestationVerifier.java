package dev.hallmark.verifier.verification;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.verifier.attestation.Attestation;
import dev.hallmark.verifier.attestation.Statement;
import dev.hallmark.verifier.encoding.StrictJson.Element;
import dev.hallmark.verifier.policy.PublisherPolicy;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.AcceptedEvidence;
import dev.hallmark.verifier.sigstore.Envelope;
import dev.hallmark.verifier.sigstore.EvidenceVerifier;
import dev.hallmark.verifier.sigstore.EvidenceVerifier.Evidence;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import dev.hallmark.verifier.sigstore.TrustRoot;

/// Verifies attestations of one upload. [#verify] is the whole of it: a list of steps of which the first that refuses is
/// the last.
///
/// What a step established is a value that later steps are made with.
final class AttestationVerifier {

    /// The file that attestations have to be about.
    ///
    /// @param spelling of its name, for people
    record Subject(DistributionFilename filename, String spelling, Sha256 sha256) {}

    private record Stated(Attestation attestation, Statement statement) {}

    /// What the attestation says, about the right file and in the right name. Anybody can write that.
    private record Claimed(Attestation attestation, Statement statement, SigningCertificate certificate) {}

    private final Subject subject;
    private final PublisherPolicy policy;
    private final Demands demands;
    private final TrustRoot trustRoot;
    private final EvidenceVerifier evidence;

    /// @param policy of the publisher who vouches
    /// @param demands of index and project
    /// @param trustRoot the one that vouches for the policy's issuer
    /// @param accepted forms of evidence
    AttestationVerifier(
            Subject subject, PublisherPolicy policy, Demands demands, TrustRoot trustRoot, AcceptedEvidence accepted) {
        this.subject = subject;
        this.policy = policy;
        this.demands = demands;
        this.trustRoot = trustRoot;
        this.evidence = new EvidenceVerifier(trustRoot, accepted);
    }

    /// What does it say? Steps 1 to 7 need no signature. Is it true? Steps 8 to 19 are those of every signature.
    Checked<VerifiedAttestation> verify(Element element) {
        return Attestation.parse(element) //                              1. It is an attestation object, version 1.
                .then(this::hasAStatement) //                             2. It has an in-toto Statement v1 with one subject
                .then(this::aboutTheFilesName) //                         3. of the file's name
                .then(this::aboutTheFilesDigest) //                       4. and of its SHA-256 digest,
                .then(this::ofAPredicateTypeThatIsTaken) //               5. of a predicate type that is taken here.
                .then(this::withOneCertificate) //                        6. It has one X.509 certificate in DER
                .then(this::whichNamesThePublisher) //                    7. that names the publisher, who may be named.
                .then(this::asItsEvidenceProves); //                8.-19. It was logged, in time, certified and signed.
    }

    private Checked<Stated> hasAStatement(Attestation attestation) {
        return Statement.parse(attestation.statement()).map(statement -> new Stated(attestation, statement));
    }

    private Checked<Stated> aboutTheFilesName(Stated stated) {
        return stated.statement().named(subject.filename(), subject.spelling()).map(_ -> stated);
    }

    private Checked<Stated> aboutTheFilesDigest(Stated stated) {
        return stated.statement().digested(subject.sha256()).map(_ -> stated);
    }

    private Checked<Stated> ofAPredicateTypeThatIsTaken(Stated stated) {
        return stated.statement()
                .ofPredicateType(demands.predicateTypes())
                .then(statement -> statement.boundAs(demands.binding()))
                .map(_ -> stated);
    }

    private Checked<Claimed> withOneCertificate(Stated stated) {
        return trustRoot
                .signingCertificate(stated.attestation().certificate())
                .map(certificate -> new Claimed(stated.attestation(), stated.statement(), certificate));
    }

    private Checked<Claimed> whichNamesThePublisher(Claimed claim) {
        return policy.admit(claim.certificate()).then(demands::admit).map(_ -> claim);
    }

    private Checked<VerifiedAttestation> asItsEvidenceProves(Claimed claim) {
        Attestation attestation = claim.attestation();
        return evidence.verify(new Evidence(
                        new Envelope(attestation.statement(), attestation.signature()),
                        claim.certificate(),
                        attestation.transparencyEntries(),
                        attestation.timestamps()))
                .map(proven -> new VerifiedAttestation(
                        attestation.json(),
                        claim.statement().predicateType(),
                        claim.certificate().facts(),
                        proven.entry().facts(),
                        proven.signedAt(),
                        trustRoot.identity()));
    }
}
