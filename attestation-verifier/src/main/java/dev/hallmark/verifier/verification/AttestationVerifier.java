package dev.hallmark.verifier.verification;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.verifier.attestation.Attestation;
import dev.hallmark.verifier.attestation.Statement;
import dev.hallmark.verifier.encoding.StrictJson.Element;
import dev.hallmark.verifier.policy.PublisherPolicy;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.CertificateAuthority;
import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.sigstore.Envelope;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import dev.hallmark.verifier.sigstore.TransparencyEntry;
import dev.hallmark.verifier.sigstore.TrustRoot;
import dev.hallmark.verifier.sigstore.TrustedLog;
import java.time.Instant;

/// Verifies attestations of one upload. [#verify] is the whole of it: a list of steps of which the first that refuses is
/// the last.
///
/// What a step established is a value that later steps are made with: there is no signing time before the log's
/// signature over it was checked, and no authority before its signature under the certificate was.
final class AttestationVerifier {

    /// The file that attestations have to be about.
    ///
    /// @param spelling of its name, for people
    record Subject(DistributionFilename filename, String spelling, Sha256 sha256) {}

    private record Stated(Attestation attestation, Statement statement) {}

    /// What the attestation says, about the right file and in the right name. Anybody can write that.
    private record Claimed(Attestation attestation, Statement statement, SigningCertificate certificate) {}

    private record Shown(Claimed claim, TransparencyEntry entry) {}

    private record Logged(Claimed claim, TransparencyEntry entry, TrustedLog log) {}

    private record Timed(Claimed claim, TransparencyEntry entry, TrustedLog log, Instant signedAt) {}

    private record Issued(
            Claimed claim, TransparencyEntry entry, TrustedLog log, Instant signedAt, CertificateAuthority authority) {}

    private final Subject subject;
    private final PublisherPolicy policy;
    private final Demands demands;
    private final TrustRoot trustRoot;
    private final Cryptography cryptography;

    /// @param policy of the publisher who vouches
    /// @param demands of index and project
    /// @param trustRoot the one that vouches for the policy's issuer
    AttestationVerifier(
            Subject subject, PublisherPolicy policy, Demands demands, TrustRoot trustRoot, Cryptography cryptography) {
        this.subject = subject;
        this.policy = policy;
        this.demands = demands;
        this.trustRoot = trustRoot;
        this.cryptography = cryptography;
    }

    /// What does it say? Steps 1 to 7 need no signature. Is it true? Steps 8 to 18 trust nothing but the trust root.
    Checked<VerifiedAttestation> verify(Element element) {
        return Attestation.parse(element) //                             1. It is an attestation object, version 1.
                .then(this::hasAStatement) //                            2. It has an in-toto Statement v1 with one subject
                .then(this::aboutTheFilesName) //                        3. of the file's name
                .then(this::aboutTheFilesDigest) //                      4. and of its SHA-256 digest,
                .then(this::ofAPredicateTypeThatIsTaken) //              5. of a predicate type that is taken here.
                .then(this::withOneCertificate) //                       6. It has one X.509 certificate in DER
                .then(this::whichNamesThePublisher) //                   7. that names the publisher, in public,
                .then(this::withOneLogEntry) //                          8. and one log entry,
                .then(this::ofALogTrustedThen) //                        9. of a log that was trusted at the entry's time.
                .then(this::whichPromisedTheTime) //                    10. The log signed the entry and its time,
                .then(this::whileTheCertificateWasValid) //             11. which lies within the certificate's validity.
                .then(this::asAnAuthorityIssuedIt) //                   12. An authority that was valid then signed it,
                .then(this::forSigningCode) //                          13. for signing code with a P-256 key,
                .then(this::inPublic) //                                14. and a certificate log promised to publish it.
                .then(this::asTheLogIncludesIt) //                  15.-16. The entry is below a checkpoint of the log.
                .then(this::asTheCertificatesKeySignedIt) //            17. The statement is signed by that certificate's key
                .then(this::asTheLogRecordedIt) //                      18. and all this is what the log entry is about.
                .map(this::verified);
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
        return SigningCertificate.parse(stated.attestation().certificate())
                .map(certificate -> new Claimed(stated.attestation(), stated.statement(), certificate));
    }

    private Checked<Claimed> whichNamesThePublisher(Claimed claim) {
        return policy.admit(claim.certificate()).then(demands::admit).map(_ -> claim);
    }

    private Checked<Shown> withOneLogEntry(Claimed claim) {
        return TransparencyEntry.parseOnly(claim.attestation().transparencyEntries())
                .map(entry -> new Shown(claim, entry));
    }

    private Checked<Logged> ofALogTrustedThen(Shown shown) {
        return trustRoot.logOf(shown.entry()).map(log -> new Logged(shown.claim(), shown.entry(), log));
    }

    private Checked<Timed> whichPromisedTheTime(Logged logged) {
        return logged.log()
                .promisedTime(logged.entry())
                .map(time -> new Timed(logged.claim(), logged.entry(), logged.log(), time));
    }

    private Checked<Timed> whileTheCertificateWasValid(Timed timed) {
        return timed.claim().certificate().validAt(timed.signedAt()).map(_ -> timed);
    }

    private Checked<Issued> asAnAuthorityIssuedIt(Timed timed) {
        return trustRoot
                .authorityOf(timed.claim().certificate(), timed.signedAt())
                .map(authority -> new Issued(timed.claim(), timed.entry(), timed.log(), timed.signedAt(), authority));
    }

    private Checked<Issued> forSigningCode(Issued issued) {
        return issued.claim().certificate().forSigningCode().map(_ -> issued);
    }

    private Checked<Issued> inPublic(Issued issued) {
        return trustRoot.publiclyLogged(issued.claim().certificate(), issued.authority()).map(_ -> issued);
    }

    private Checked<Issued> asTheLogIncludesIt(Issued issued) {
        return issued.log()
                .signedCheckpoint(issued.entry())
                .then(checkpoint -> checkpoint.including(issued.entry()))
                .map(_ -> issued);
    }

    private Checked<Issued> asTheCertificatesKeySignedIt(Issued issued) {
        return issued.claim()
                .certificate()
                .key(cryptography)
                .then(envelope(issued.claim())::signedBy)
                .map(_ -> issued);
    }

    private Checked<Issued> asTheLogRecordedIt(Issued issued) {
        return envelope(issued.claim())
                .recordedIn(issued.entry(), issued.claim().certificate())
                .map(_ -> issued);
    }

    private static Envelope envelope(Claimed claim) {
        return new Envelope(claim.attestation().statement(), claim.attestation().signature());
    }

    private VerifiedAttestation verified(Issued issued) {
        return new VerifiedAttestation(
                issued.claim().attestation().json(),
                issued.claim().statement().predicateType(),
                issued.claim().certificate().facts(),
                issued.entry().facts(),
                issued.signedAt(),
                trustRoot.identity());
    }
}
