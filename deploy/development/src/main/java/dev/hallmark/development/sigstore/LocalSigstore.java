package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Sha256;
import dev.hallmark.development.oidc.LocalIssuer;
import dev.hallmark.development.web.Answer;
import dev.hallmark.development.web.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// A whole local Sigstore: a certificate authority, a log of each version, a timestamp authority, their trust root, and
/// their endpoints.
///
/// Signers use it over HTTP by an [Attestor]. Tests of verifiers make attestations and bundles in this process by
/// [#attest] and [#bundle], every part of which [Identity], [Statement] and [Knobs] may bend. All times are the clock's.
public final class LocalSigstore implements AutoCloseable {

    private final URI baseUrl;
    private final Clock clock;
    private final CertificateAuthority authority;
    private final TimestampAuthority timestampAuthority;
    private final TransparencyLog log;
    private final TransparencyLog secondLog;

    private LocalSigstore(
            URI baseUrl,
            Clock clock,
            CertificateAuthority authority,
            TimestampAuthority timestampAuthority,
            TransparencyLog log,
            TransparencyLog secondLog) {
        this.baseUrl = baseUrl;
        this.clock = clock;
        this.authority = authority;
        this.timestampAuthority = timestampAuthority;
        this.log = log;
        this.secondLog = secondLog;
    }

    /// The Sigstore whose keys and logs are kept in `directory`.
    ///
    /// @param baseUrl where its endpoints are reached, as the trust root tells it
    public static LocalSigstore open(Path directory, URI baseUrl, Clock clock) throws IOException {
        Files.createDirectories(directory);
        Instant now = clock.instant();
        return new LocalSigstore(
                baseUrl,
                clock,
                CertificateAuthority.open(directory, now),
                TimestampAuthority.open(directory, now),
                TransparencyLog.open(TransparencyLog.Version.V1, directory, now),
                TransparencyLog.open(TransparencyLog.Version.V2, directory, now));
    }

    /// A Sigstore with new keys and empty logs, that nothing remains of.
    public static LocalSigstore inMemory(Clock clock) {
        Instant now = clock.instant();
        return new LocalSigstore(
                URI.create("http://" + TransparencyLog.NAME),
                clock,
                CertificateAuthority.create(now),
                TimestampAuthority.create(now),
                TransparencyLog.inMemory(TransparencyLog.Version.V1, now),
                TransparencyLog.inMemory(TransparencyLog.Version.V2, now));
    }

    public TrustedRoot trustedRoot() {
        return TrustedRoot.of(baseUrl, authority, timestampAuthority, log, secondLog);
    }

    /// An honest attestation.
    public Attestation attest(Identity identity, Statement statement) {
        return attest(identity, statement, Knobs.none());
    }

    /// An attestation with the evidence bent.
    public Attestation attest(Identity identity, Statement statement, Knobs knobs) {
        return attest(identity, List.of(statement), knobs).getFirst();
    }

    /// One attestation for each statement, all by one key and one certificate.
    public List<Attestation> attest(Identity identity, List<Statement> statements, Knobs knobs) {
        Signer signer = signer(identity, knobs);
        return statements.stream()
                .map(statement -> {
                    Envelope envelope = envelope(statement, signer.key, knobs);
                    return Attestation.of(evidence(envelope, signer, knobs), envelope);
                })
                .toList();
    }

    /// A bundle with a signed statement.
    public Bundle bundle(Bundle.Version version, Identity identity, Statement statement, Knobs knobs) {
        Signer signer = signer(identity, knobs);
        Envelope envelope = envelope(statement, signer.key, knobs);
        return Bundle.of(version, evidence(envelope, signer, knobs), envelope);
    }

    /// A bundle with a signature over a file's bytes.
    public Bundle bundle(Bundle.Version version, Identity identity, byte[] file, Knobs knobs) {
        Signer signer = signer(identity, knobs);
        MessageSignature message = MessageSignature.sign(Bytes.of(file), signingKey(signer.key, knobs));
        return Bundle.of(version, evidence(message, signer, knobs), message);
    }

    /// A key with its certificate, in the encoding that is shown and the one that is logged.
    private record Signer(SigningKey key, Bytes shown, Bytes logged) {}

    private Signer signer(Identity identity, Knobs knobs) {
        CertificateAuthority issuer = knobs.has(Fault.FOREIGN_AUTHORITY) ? authority.impostor() : authority;
        SigningKey key = SigningKey.generate(SigningKey.Curve.P256);
        Bytes certificate = issuer.issue(key.publicKey(), identity, clock.instant(), knobs);
        Bytes logged = knobs.has(Fault.OTHER_CERTIFICATE_LOGGED)
                ? issuer.issue(key.publicKey(), identity, clock.instant(), knobs)
                : certificate;
        Bytes shown = knobs.has(Fault.CERTIFICATE_FOLLOWED_BY_BYTE) ? certificate.followedBy((byte) 0) : certificate;
        return new Signer(key, shown, logged);
    }

    private static SigningKey signingKey(SigningKey key, Knobs knobs) {
        return knobs.has(Fault.SIGNED_BY_OTHER_KEY) ? SigningKey.generate(SigningKey.Curve.P256) : key;
    }

    private static Envelope envelope(Statement statement, SigningKey key, Knobs knobs) {
        Envelope envelope = Envelope.sign(statement, signingKey(key, knobs));
        return knobs.has(Fault.STATEMENT_CHANGED_AFTER_SIGNING)
                ? new Envelope(envelope.payloadType(), envelope.payload().followedBy((byte) ' '), envelope.signature())
                : envelope;
    }

    private VerificationMaterial evidence(SignedContent content, Signer signer, Knobs knobs) {
        Instant now = clock.instant();
        Instant signed = now.truncatedTo(ChronoUnit.SECONDS).plus(knobs.integratedAfter());
        TransparencyLog trusted = switch (knobs.form().version()) {
            case V1 -> log;
            case V2 -> secondLog;
        };
        TransparencyLog used = knobs.has(Fault.UNKNOWN_LOG) ? trusted.impostor(now) : trusted;
        EntryKind kind = knobs.form().kindFor(content);
        Recorded recorded = recorded(content, signer, knobs);
        List<LoggedEntry> entries = new ArrayList<>();
        entries.add(BentEntry.of(used.append(kind.body(recorded), signed).entry(), used, signed, knobs));
        if (knobs.has(Fault.SECOND_ENTRY)) {
            entries.add(used.append(kind.body(recorded.withDigest(otherDigest())), signed).entry());
        }
        return new VerificationMaterial(
                signer.shown, entries, timestampAuthority.stampsOf(content.signature(), signed, knobs));
    }

    private static Recorded recorded(SignedContent content, Signer signer, Knobs knobs) {
        Recorded recorded = Recorded.of(content, Pem.certificate(signer.logged));
        if (knobs.has(Fault.OTHER_STATEMENT_LOGGED)) {
            recorded = recorded.withDigest(otherDigest());
        }
        if (knobs.has(Fault.OTHER_SIGNATURE_LOGGED)) {
            recorded = recorded.withSignature(signer.key.sign(content.signedData()));
        }
        return recorded;
    }

    private static Sha256 otherDigest() {
        return Sha256.of("another statement".getBytes(StandardCharsets.US_ASCII));
    }

    /// @param issuer whose ID tokens the authority accepts
    public void addTo(Endpoints endpoints, LocalIssuer issuer) {
        new SigningCertificates(authority, issuer, clock).addTo(endpoints);
        new LogEntries(log, clock).addTo(endpoints);
        new SecondLogEntries(secondLog, clock).addTo(endpoints);
        new TimestampEndpoints(timestampAuthority, clock).addTo(endpoints);
        endpoints.get("/trusted_root.json", _ -> Answer.text("application/json", trustedRoot().json()));
    }

    @Override
    public void close() throws IOException {
        log.close();
        secondLog.close();
    }
}
