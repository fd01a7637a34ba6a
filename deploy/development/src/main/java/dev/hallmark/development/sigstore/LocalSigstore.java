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

/// A whole local Sigstore: an authority, a log, their trust root, and their endpoints.
///
/// Signers use it over HTTP by an [Attestor]. Tests of verifiers make attestations in this process by [#attest], every
/// part of which [Identity], [Statement] and [Knobs] may bend. All times are the clock's.
public final class LocalSigstore implements AutoCloseable {

    private final URI baseUrl;
    private final Clock clock;
    private final CertificateAuthority authority;
    private final TransparencyLog log;

    private LocalSigstore(URI baseUrl, Clock clock, CertificateAuthority authority, TransparencyLog log) {
        this.baseUrl = baseUrl;
        this.clock = clock;
        this.authority = authority;
        this.log = log;
    }

    /// The Sigstore whose keys and log are kept in `directory`.
    ///
    /// @param baseUrl where its endpoints are reached, as the trust root tells it
    public static LocalSigstore open(Path directory, URI baseUrl, Clock clock) throws IOException {
        Files.createDirectories(directory);
        return new LocalSigstore(
                baseUrl,
                clock,
                CertificateAuthority.open(directory, clock.instant()),
                TransparencyLog.open(directory, clock.instant()));
    }

    /// A Sigstore with new keys and an empty log, that nothing remains of.
    public static LocalSigstore inMemory(Clock clock) {
        return new LocalSigstore(
                URI.create("http://" + TransparencyLog.NAME),
                clock,
                CertificateAuthority.create(clock.instant()),
                TransparencyLog.inMemory(clock.instant()));
    }

    public TrustedRoot trustedRoot() {
        return TrustedRoot.of(baseUrl, authority, log.key());
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
        CertificateAuthority issuer = knobs.has(Fault.FOREIGN_AUTHORITY) ? authority.impostor() : authority;
        SigningKey key = SigningKey.generate(SigningKey.Curve.P256);
        Bytes certificate = issuer.issue(key.publicKey(), identity, clock.instant(), knobs);
        Bytes logged = knobs.has(Fault.OTHER_CERTIFICATE_LOGGED)
                ? issuer.issue(key.publicKey(), identity, clock.instant(), knobs)
                : certificate;
        Bytes shown = knobs.has(Fault.CERTIFICATE_FOLLOWED_BY_BYTE) ? certificate.followedBy((byte) 0) : certificate;
        return statements.stream().map(statement -> attest(statement, key, shown, logged, knobs)).toList();
    }

    private Attestation attest(Statement statement, SigningKey key, Bytes shown, Bytes logged, Knobs knobs) {
        Envelope envelope = envelope(statement, key, knobs);
        TransparencyLog used = knobs.has(Fault.UNKNOWN_LOG) ? TransparencyLog.inMemory(clock.instant()) : log;
        Instant integrated = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(knobs.integratedAfter());
        DsseEntry entry = entry(envelope, statement, key, Pem.certificate(logged), knobs);
        List<LoggedEntry> entries = new ArrayList<>();
        entries.add(BentEntry.of(used.append(entry.body(), integrated).entry(), used, knobs));
        if (knobs.has(Fault.SECOND_ENTRY)) {
            entries.add(used.append(entry.withPayload(otherDigest()).body(), integrated).entry());
        }
        return Attestation.of(shown, entries, envelope);
    }

    private static Envelope envelope(Statement statement, SigningKey key, Knobs knobs) {
        SigningKey signer =
                knobs.has(Fault.SIGNED_BY_OTHER_KEY) ? SigningKey.generate(SigningKey.Curve.P256) : key;
        Envelope envelope = Envelope.sign(statement, signer);
        return knobs.has(Fault.STATEMENT_CHANGED_AFTER_SIGNING)
                ? new Envelope(envelope.payloadType(), envelope.payload().followedBy((byte) ' '), envelope.signature())
                : envelope;
    }

    private static DsseEntry entry(
            Envelope envelope, Statement statement, SigningKey key, Pem certificate, Knobs knobs) {
        DsseEntry entry = DsseEntry.of(envelope, envelope.json(), certificate);
        if (knobs.has(Fault.OTHER_STATEMENT_LOGGED)) {
            entry = entry.withPayload(otherDigest());
        }
        if (knobs.has(Fault.OTHER_SIGNATURE_LOGGED)) {
            entry = entry.withSignature(Envelope.sign(statement, key).signature());
        }
        return entry;
    }

    private static Sha256 otherDigest() {
        return Sha256.of("another statement".getBytes(StandardCharsets.US_ASCII));
    }

    /// @param issuer whose ID tokens the authority accepts
    public void addTo(Endpoints endpoints, LocalIssuer issuer) {
        new SigningCertificates(authority, issuer, clock).addTo(endpoints);
        new LogEntries(log, clock).addTo(endpoints);
        endpoints.get("/trusted_root.json", _ -> Answer.text("application/json", trustedRoot().json()));
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
