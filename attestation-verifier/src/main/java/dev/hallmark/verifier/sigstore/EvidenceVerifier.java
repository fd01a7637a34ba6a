package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.SIGNING_TIME_MISSING;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Checked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Verifies that a signature was made as its evidence says. [#verify] is the whole of it: a list of steps of which the
/// first that refuses is the last. They follow the seven of `AttestationVerifier`, and those of `BundleVerifier`.
///
/// What a step established is a value that later steps are made with: there is no authority before its signature under
/// the certificate was checked. Times count as soon as they are claimed in signed words, for what is cheap to refuse by
/// them; nothing passes before the signature under each was checked.
public final class EvidenceVerifier {

    /// A signature and what is shown for it; anybody can write that.
    ///
    /// @param certificate of the signer; that it names the right one was checked before
    /// @param entries of a transparency log, as JSON of Rekor's `TransparencyLogEntry`
    /// @param timestamps RFC 3161
    public record Evidence(
            SignedContent content, SigningCertificate certificate, List<JsonNode> entries, List<Octets> timestamps) {
        public Evidence {
            entries = List.copyOf(entries);
            timestamps = List.copyOf(timestamps);
        }
    }

    /// What was proven.
    ///
    /// @param signedAt the first moment at which the signature is known to have existed
    public record Proven(TransparencyEntry entry, Instant signedAt) {}

    private record Shown(Evidence evidence, TransparencyEntry entry) {}

    private record Timed(Evidence evidence, TransparencyEntry entry, SigningTime time) {}

    private record Logged(Evidence evidence, TransparencyEntry entry, SigningTime time, TrustedLog log) {}

    private record Issued(
            Evidence evidence, TransparencyEntry entry, SigningTime time, TrustedLog log, CertificateAuthority authority) {}

    private final TrustRoot trustRoot;
    private final AcceptedEvidence accepted;

    public EvidenceVerifier(TrustRoot trustRoot, AcceptedEvidence accepted) {
        this.trustRoot = trustRoot;
        this.accepted = accepted;
    }

    /// Trusts nothing but the trust root.
    public Checked<Proven> verify(Evidence evidence) {
        return withOneLogEntry(evidence) //                               8. There is one log entry
                .then(this::atAKnownTime) //                              9. and a time, by log or timestamp authority,
                .then(this::ofALogTrustedThen) //                        10. at which the log was trusted.
                .then(this::whichPromisedTheTime) //                     11. The log signed the entry and its time.
                .then(this::whileTheCertificateWasValid) //              12. Then the certificate was valid.
                .then(this::asAnAuthorityIssuedIt) //                    13. An authority that was valid then signed it,
                .then(this::forSigningCode) //                           14. for signing code with a P-256 key,
                .then(this::inPublic) //                                 15. and a certificate log promised to publish it.
                .then(this::asTheLogIncludesIt) //                  16.-17. The entry is below a checkpoint of the log.
                .then(this::asTheCertificatesKeySignedIt) //             18. The certificate's key made the signature,
                .then(this::asTheLogRecordedIt) //                       19. and all this is what the log entry is about.
                .map(issued -> new Proven(issued.entry(), issued.time().first()));
    }

    private Checked<Shown> withOneLogEntry(Evidence evidence) {
        return TransparencyEntry.parseOnly(evidence.entries(), accepted.kinds()).map(entry -> new Shown(evidence, entry));
    }

    /// Each timestamp has to hold, not just one: what else is shown would mislead somebody.
    private Checked<Timed> atAKnownTime(Shown shown) {
        List<Instant> times = new ArrayList<>();
        shown.entry().promise().ifPresent(promise -> times.add(promise.time()));
        if (accepted.timestamps()) {
            for (Octets timestamp : shown.evidence().timestamps()) {
                switch (trustRoot.timestamped(timestamp, shown.evidence().content().signature())) {
                    case Checked.Passed<Instant>(Instant time) -> times.add(time);
                    case Checked.Refused<Instant>(var why) -> {
                        return new Checked.Refused<>(why);
                    }
                }
            }
        }
        if (times.isEmpty()) {
            return Checked.refused(
                    SIGNING_TIME_MISSING,
                    accepted.timestamps()
                            ? "a time of signing, promised by the log or by a timestamp authority"
                            : "a time of signing, promised by the log",
                    "none");
        }
        return Checked.passed(new Timed(shown.evidence(), shown.entry(), SigningTime.of(times)));
    }

    private Checked<Logged> ofALogTrustedThen(Timed timed) {
        return trustRoot
                .logOf(timed.entry(), timed.time())
                .map(log -> new Logged(timed.evidence(), timed.entry(), timed.time(), log));
    }

    private Checked<Logged> whichPromisedTheTime(Logged logged) {
        return logged.log().keepsPromise(logged.entry()).map(_ -> logged);
    }

    private Checked<Logged> whileTheCertificateWasValid(Logged logged) {
        return logged.evidence().certificate().validAt(logged.time()).map(_ -> logged);
    }

    private Checked<Issued> asAnAuthorityIssuedIt(Logged logged) {
        return trustRoot
                .authorityOf(logged.evidence().certificate(), logged.time())
                .map(authority -> new Issued(logged.evidence(), logged.entry(), logged.time(), logged.log(), authority));
    }

    private Checked<Issued> forSigningCode(Issued issued) {
        return issued.evidence().certificate().forSigningCode().map(_ -> issued);
    }

    private Checked<Issued> inPublic(Issued issued) {
        return trustRoot.publiclyLogged(issued.evidence().certificate(), issued.authority()).map(_ -> issued);
    }

    private Checked<Issued> asTheLogIncludesIt(Issued issued) {
        return trustRoot
                .signedCheckpoint(issued.log(), issued.entry())
                .then(checkpoint -> checkpoint.including(issued.entry()))
                .map(_ -> issued);
    }

    private Checked<Issued> asTheCertificatesKeySignedIt(Issued issued) {
        return trustRoot
                .keyOf(issued.evidence().certificate())
                .then(issued.evidence().content()::signedBy)
                .map(_ -> issued);
    }

    private Checked<Issued> asTheLogRecordedIt(Issued issued) {
        return issued.entry()
                .record()
                .isAbout(issued.evidence().content(), issued.evidence().certificate())
                .map(_ -> issued);
    }
}
