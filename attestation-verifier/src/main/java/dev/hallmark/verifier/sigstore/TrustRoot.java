package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.CERTIFICATE_CHAIN_UNTRUSTED;
import static dev.hallmark.contract.RejectionCode.LOG_UNKNOWN;
import static dev.hallmark.contract.RejectionCode.SCT_INVALID;
import static dev.hallmark.contract.RejectionCode.TIMESTAMP_INVALID;

import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.sigstore.Cryptography.Algorithm;
import dev.hallmark.verifier.sigstore.KnownCertificates.Known;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.trustroot.TransparencyLog;
import dev.sigstore.trustroot.ValidFor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;
import java.security.spec.InvalidKeySpecException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One Sigstore instance that is trusted: its certificate authorities, transparency logs and certificate logs, with
/// their keys prepared for use. It never changes; a new file is a new trust root. What it found true it remembers, within
/// bounds, and answers the same as if it didn't.
public final class TrustRoot {

    private static final String PUBLIC_GOOD = "public-good.trusted_root.json";
    private static final String EC_KEYS = "PKIX_ECDSA_P256_SHA_256";
    private static final String EDWARDS_KEYS = "PKIX_ED25519";

    private final VerifiedAttestation.TrustRoot identity;
    private final Cryptography cryptography;
    private final List<CertificateAuthority> authorities;
    private final List<TimestampAuthority> timestampAuthorities;
    private final List<TrustedLog> logs;
    private final List<TrustedLog> certificateLogs;
    private final List<String> unused;
    private final KnownCertificates knownCertificates = new KnownCertificates();
    private final KnownCheckpoints knownCheckpoints = new KnownCheckpoints();

    private TrustRoot(
            VerifiedAttestation.TrustRoot identity,
            Cryptography cryptography,
            List<CertificateAuthority> authorities,
            List<TimestampAuthority> timestampAuthorities,
            List<TrustedLog> logs,
            List<TrustedLog> certificateLogs,
            List<String> unused) {
        this.identity = identity;
        this.cryptography = cryptography;
        this.authorities = List.copyOf(authorities);
        this.timestampAuthorities = List.copyOf(timestampAuthorities);
        this.logs = List.copyOf(logs);
        this.certificateLogs = List.copyOf(certificateLogs);
        this.unused = List.copyOf(unused);
    }

    /// The pinned trust root of the public-good Sigstore instance; `public-good.trusted_root.md` says where it comes from.
    public static TrustRoot publicGood(String name, Cryptography cryptography) {
        try (InputStream file = TrustRoot.class.getResourceAsStream(PUBLIC_GOOD)) {
            if (file == null) {
                throw new IllegalStateException("the resource " + PUBLIC_GOOD + " is part of this module");
            }
            return read(name, file.readAllBytes(), cryptography);
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + PUBLIC_GOOD + " can be read", e);
        }
    }

    /// @param name as the operator calls it
    /// @param trustedRootJson a `trusted_root.json` of Sigstore
    /// @throws IllegalArgumentException when the file can't vouch for anything, in words for the operator
    public static TrustRoot read(String name, byte[] trustedRootJson, Cryptography cryptography) {
        SigstoreTrustedRoot file;
        try {
            file = SigstoreTrustedRoot.from(new ByteArrayInputStream(trustedRootJson));
        } catch (SigstoreConfigurationException | RuntimeException e) {
            throw new IllegalArgumentException("trust root " + name + " is not a trusted_root.json: " + e.getMessage(), e);
        }
        List<String> unused = new ArrayList<>();
        TrustRoot root = new TrustRoot(
                new VerifiedAttestation.TrustRoot(name, Sha256.of(trustedRootJson)),
                cryptography,
                read(
                        file.getCAs(),
                        "certificate authority",
                        unused,
                        (chain, validFor) -> CertificateAuthority.of(chain, validFor, Certificate.CODE_SIGNING, cryptography)),
                read(
                        file.getTSAs(),
                        "timestamp authority",
                        unused,
                        (chain, validFor) -> TimestampAuthority.of(chain, validFor, cryptography)),
                logs(file.getTLogs(), "transparency log", Set.of(EC_KEYS, EDWARDS_KEYS), cryptography, unused),
                logs(file.getCTLogs(), "certificate log", Set.of(EC_KEYS), cryptography, unused),
                unused);
        if (root.authorities.isEmpty() || root.logs.isEmpty() || root.certificateLogs.isEmpty()) {
            throw new IllegalArgumentException("trust root " + name
                    + " needs a certificate authority, a transparency log and a certificate log that can be used; unused: "
                    + unused);
        }
        return root;
    }

    private interface AuthorityReader<T> {
        T read(List<Certificate> chain, Validity validFor) throws Malformed;
    }

    private static <T> List<T> read(
            List<dev.sigstore.trustroot.CertificateAuthority> entries,
            String kind,
            List<String> unused,
            AuthorityReader<T> reader) {
        List<T> authorities = new ArrayList<>();
        for (dev.sigstore.trustroot.CertificateAuthority authority : entries) {
            try {
                List<Certificate> chain = new ArrayList<>();
                for (java.security.cert.Certificate certificate : authority.getCertPath().getCertificates()) {
                    chain.add(Certificate.parse(Octets.of(certificate.getEncoded())));
                }
                if (chain.isEmpty()) {
                    throw new Malformed("a chain of certificates", "none");
                }
                authorities.add(reader.read(chain, validity(authority.getValidFor())));
            } catch (Malformed | CertificateEncodingException e) {
                unused.add(kind + " " + authority.getUri() + ": " + e.getMessage());
            }
        }
        return authorities;
    }

    private static List<TrustedLog> logs(
            List<TransparencyLog> entries,
            String kind,
            Set<String> keyKinds,
            Cryptography cryptography,
            List<String> unused) {
        List<TrustedLog> logs = new ArrayList<>();
        for (TransparencyLog log : entries) {
            try {
                String keyKind = log.getPublicKey().getKeyDetails();
                if (!keyKinds.contains(keyKind)) {
                    throw new Malformed("a key of kind " + EC_KEYS, keyKind);
                }
                boolean edwards = keyKind.equals(EDWARDS_KEYS);
                Octets key = Octets.of(log.getPublicKey().getRawBytes());
                logs.add(new TrustedLog(
                        Octets.of(log.getLogId().getKeyId()),
                        edwards ? cryptography.ed25519Key(key) : cryptography.ecKey(key),
                        edwards ? Algorithm.ED25519 : Algorithm.ECDSA_SHA_256,
                        validity(log.getPublicKey().getValidFor())));
            } catch (Malformed | InvalidKeySpecException e) {
                unused.add(kind + " " + log.getBaseUrl() + ": " + e.getMessage());
            }
        }
        return logs;
    }

    /// A start is required: what has no start was forgotten, not eternal.
    private static Validity validity(ValidFor validFor) throws Malformed {
        if (validFor.getStart().equals(Instant.EPOCH)) {
            throw new Malformed("a start of validity", "none");
        }
        return new Validity(validFor.getStart(), validFor.getEnd().orElse(Instant.MAX));
    }

    /// Name and digest, as verdicts record them.
    public VerifiedAttestation.TrustRoot identity() {
        return identity;
    }

    /// What the file holds and we can't use, in words for the operator.
    public List<String> unused() {
        return unused;
    }

    /// The signer's certificate, read or remembered.
    public Checked<SigningCertificate> signingCertificate(Octets encoded) {
        return knownCertificates
                .find(encoded.sha256())
                .map(known -> Checked.passed(known.certificate()))
                .orElseGet(() -> SigningCertificate.parse(encoded));
    }

    /// The time of a timestamp over `data`, by an authority of this root that was valid then.
    Checked<Instant> timestamped(Octets timestamp, Octets data) {
        return Timestamp.parse(timestamp, data).then(this::timeOf);
    }

    private Checked<Instant> timeOf(Timestamp timestamp) {
        Checked<Instant> answer = Checked.refused(
                TIMESTAMP_INVALID, "a timestamp by a timestamp authority of trust root " + identity.name(), "one by another");
        for (TimestampAuthority authority : timestampAuthorities) {
            if (authority.isNamedBy(timestamp)) {
                answer = authority.timeOf(timestamp);
                if (answer instanceof Checked.Passed) {
                    return answer;
                }
            }
        }
        return answer;
    }

    /// The log that the entry says to come from, if its key counted at the time of signing.
    Checked<TrustedLog> logOf(TransparencyEntry entry, SigningTime time) {
        List<TrustedLog> named =
                logs.stream().filter(log -> log.id().equals(entry.logId())).toList();
        if (named.isEmpty()) {
            return Checked.refused(
                    LOG_UNKNOWN, "an entry of a transparency log of trust root " + identity.name(), "one of log " + entry.log());
        }
        for (TrustedLog log : named) {
            if (time.isWithin(log.validity())) {
                return Checked.passed(log);
            }
        }
        return Checked.refused(
                LOG_UNKNOWN, "an entry from the time of its log, " + named.getFirst().validity(), "one of " + time);
    }

    Checked<Checkpoint> signedCheckpoint(TrustedLog log, TransparencyEntry entry) {
        Optional<Checkpoint> known = knownCheckpoints.find(log, entry.checkpoint());
        if (known.isPresent()) {
            return Checked.passed(known.get());
        }
        return log.signedCheckpoint(entry).map(checkpoint -> {
            knownCheckpoints.remember(log, entry.checkpoint(), checkpoint);
            return checkpoint;
        });
    }

    /// The key that a certificate is for.
    Checked<VerifyingKey> keyOf(SigningCertificate certificate) {
        return knownCertificates
                .find(certificate.digest())
                .map(known -> Checked.passed(known.key()))
                .orElseGet(() -> certificate.key(cryptography));
    }

    /// The authority that signed the certificate and was valid, with its whole chain, when the certificate was used.
    Checked<CertificateAuthority> authorityOf(SigningCertificate signer, SigningTime time) {
        Optional<Known> known = knownCertificates.find(signer.digest());
        if (known.isPresent() && known.get().authority().isValidAt(time)) {
            return Checked.passed(known.get().authority());
        }
        Certificate certificate = signer.certificate();
        List<CertificateAuthority> issuers =
                authorities.stream().filter(authority -> authority.issued(certificate)).toList();
        if (issuers.isEmpty()) {
            return Checked.refused(
                    CERTIFICATE_CHAIN_UNTRUSTED,
                    "a certificate signed by an authority of trust root " + identity.name(),
                    authorities.stream().anyMatch(authority -> authority.isNamedBy(certificate))
                            ? "one whose signature doesn't fit"
                            : "one of another issuer");
        }
        for (CertificateAuthority issuer : issuers) {
            if (issuer.isValidAt(time)) {
                return Checked.passed(issuer);
            }
        }
        return Checked.refused(
                CERTIFICATE_CHAIN_UNTRUSTED,
                "a certificate authority that was valid at " + time,
                "validities " + issuers.getFirst().validities());
    }

    /// The certificate, when a log of this root promised to publish it.
    Checked<SigningCertificate> publiclyLogged(SigningCertificate signer, CertificateAuthority issuer) {
        Optional<Known> known = knownCertificates.find(signer.digest());
        if (known.isPresent() && known.get().authority().keyDigest().equals(issuer.keyDigest())) {
            return Checked.passed(signer);
        }
        return promisedToBeLogged(signer, issuer).then(certificate -> certificate.key(cryptography).map(key -> {
            knownCertificates.remember(new Known(signer, issuer, key));
            return signer;
        }));
    }

    /// Promises of unknown logs say nothing; one of a known log that doesn't hold refuses the certificate.
    private Checked<SigningCertificate> promisedToBeLogged(SigningCertificate signer, CertificateAuthority issuer) {
        String expected = "a certificate timestamp by a certificate log of trust root " + identity.name();
        List<SignedCertificateTimestamp> timestamps;
        try {
            timestamps = signer.timestamps();
        } catch (Malformed malformed) {
            return Checked.refused(SCT_INVALID, malformed);
        }
        boolean promised = false;
        for (SignedCertificateTimestamp timestamp : timestamps) {
            Octets data = timestamp.signedData(signer.certificate(), issuer.keyDigest());
            List<TrustedLog> named = certificateLogs.stream()
                    .filter(log -> log.id().equals(timestamp.logId()))
                    .toList();
            if (named.isEmpty()) {
                continue;
            }
            if (named.stream().noneMatch(log -> log.validity().contains(timestamp.time()) && log.signed(data, timestamp.signature()))) {
                return Checked.refused(SCT_INVALID, expected, "one that doesn't fit the certificate, or of another time");
            }
            promised = true;
        }
        return promised ? Checked.passed(signer) : Checked.refused(SCT_INVALID, expected, "none");
    }
}
