package dev.hallmark.development.sigstore;

import dev.hallmark.development.files.SecretFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// The certificate authority: a root, an intermediate that signs, and ten-minute leaves with an embedded timestamp.
record CertificateAuthority(
        SigningKey intermediateKey, Bytes intermediate, Bytes root, CertificateLog certificateLog, Instant since) {

    private static final ASN1ObjectIdentifier TIMESTAMPS = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
    private static final AlgorithmIdentifier SHA384_ECDSA =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
    private static final X500Name ROOT_NAME = new X500Name("O=hallmark development,CN=development root");
    private static final X500Name INTERMEDIATE_NAME =
            new X500Name("O=hallmark development,CN=development intermediate");
    private static final X500Name NOBODY = new X500Name(new RDN[0]);
    private static final Duration LIFETIME = Duration.ofDays(3650);
    /// Lets tests log an entry before the certificate, inside of every other window.
    private static final Duration BACKDATING = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A new authority, valid from a day before `now`.
    static CertificateAuthority create(Instant now) {
        return create(
                SigningKey.generate(SigningKey.Curve.P384),
                SigningKey.generate(SigningKey.Curve.P384),
                new CertificateLog(SigningKey.generate(SigningKey.Curve.P256)),
                now);
    }

    private static CertificateAuthority create(SigningKey root, SigningKey intermediate, CertificateLog log, Instant now) {
        Instant since = now.minus(BACKDATING).truncatedTo(ChronoUnit.SECONDS);
        try {
            Bytes rootCertificate =
                    sign(authority(root, ROOT_NAME, root, ROOT_NAME, 1, since), root);
            Bytes intermediateCertificate =
                    sign(authority(intermediate, INTERMEDIATE_NAME, root, ROOT_NAME, 0, since), root);
            return new CertificateAuthority(intermediate, intermediateCertificate, rootCertificate, log, since);
        } catch (IOException e) {
            throw new IllegalStateException("a certificate can be encoded", e);
        }
    }

    /// Another authority with the same names and the same certificate log, which no trust root knows.
    CertificateAuthority impostor() {
        return create(
                SigningKey.generate(SigningKey.Curve.P384), SigningKey.generate(SigningKey.Curve.P384), certificateLog,
                since.plus(BACKDATING));
    }

    /// The authority whose keys and certificates are kept in `directory`.
    ///
    /// Keys are written before the certificates, and both certificates in one file, so that a crash in between leaves
    /// keys that the next start makes certificates for.
    static CertificateAuthority open(Path directory, Instant now) throws IOException {
        SigningKey rootKey = SigningKey.loadOrCreate(directory.resolve("ca-root.pem"), SigningKey.Curve.P384);
        SigningKey key = SigningKey.loadOrCreate(directory.resolve("ca-intermediate.pem"), SigningKey.Curve.P384);
        CertificateLog log = new CertificateLog(
                SigningKey.loadOrCreate(directory.resolve("ct-log.pem"), SigningKey.Curve.P256));
        Path chain = directory.resolve("ca-chain.pem");
        if (!Files.exists(chain)) {
            CertificateAuthority fresh = create(rootKey, key, log, now);
            SecretFile.write(chain, String.join("", fresh.chain()));
            return fresh;
        }
        List<Pem> blocks = Pem.parseAll(Files.readString(chain, StandardCharsets.US_ASCII));
        if (blocks.size() != 2 || !publicKeyOf(blocks.get(0)).equals(key.encodedPublicKey())) {
            throw new IOException("expected the certificate of ca-intermediate.pem and the root in " + chain);
        }
        return new CertificateAuthority(
                key, blocks.get(0).content(), blocks.get(1).content(), log, sinceOf(blocks.get(1)));
    }

    private static Bytes publicKeyOf(Pem certificate) throws IOException {
        return Bytes.of(parse(certificate).getSubjectPublicKeyInfo().getEncoded());
    }

    private static Instant sinceOf(Pem certificate) {
        return parse(certificate).getStartDate().getDate().toInstant();
    }

    private static Certificate parse(Pem certificate) {
        return Certificate.getInstance(certificate.content().toArray());
    }

    /// The intermediate, then the root, as PEM.
    List<String> chain() {
        return List.of(Pem.certificate(intermediate).text(), Pem.certificate(root).text());
    }

    /// A certificate for `key` that names `identity` and is valid from the second of `at`.
    Bytes issue(PublicKey key, Identity identity, Instant at, Knobs knobs) {
        Instant from = at.truncatedTo(ChronoUnit.SECONDS);
        try {
            SubjectPublicKeyInfo subjectKey = SubjectPublicKeyInfo.getInstance(key.getEncoded());
            List<Extension> extensions =
                    CertificateExtensions.ofLeaf(subjectKey, intermediateKey.encodedPublicKey(), identity, knobs);
            V3TBSCertificateGenerator draft = draft(
                    subjectKey, NOBODY, INTERMEDIATE_NAME, from, from.plus(Knobs.CERTIFICATE_LIFETIME));
            if (knobs.has(Fault.NO_CERTIFICATE_TIMESTAMP)) {
                return sign(finish(draft, extensions), intermediateKey);
            }
            Extension timestamp = timestamp(finish(draft, extensions), at, knobs);
            List<Extension> all = new ArrayList<>(extensions);
            all.add(timestamp);
            return sign(finish(draft, all), intermediateKey);
        } catch (IOException e) {
            throw new IllegalStateException("a certificate can be encoded", e);
        }
    }

    /// The precertificate is the very same certificate without the timestamp, which therefore comes last.
    private Extension timestamp(TBSCertificate precertificate, Instant at, Knobs knobs) throws IOException {
        CertificateLog log = knobs.has(Fault.CERTIFICATE_TIMESTAMP_OF_UNKNOWN_LOG)
                ? new CertificateLog(SigningKey.generate(SigningKey.Curve.P256))
                : certificateLog;
        Bytes content = Bytes.of(precertificate.getEncoded());
        Bytes list = log.timestampList(
                intermediateKey.id(),
                knobs.has(Fault.CERTIFICATE_TIMESTAMP_OF_OTHER_CERTIFICATE) ? content.withLastByteChanged() : content,
                at,
                knobs.has(Fault.CERTIFICATE_TIMESTAMP_SIGNATURE_CHANGED));
        return new Extension(TIMESTAMPS, false, new DEROctetString(list.toArray()).getEncoded());
    }

    private static TBSCertificate authority(
            SigningKey key, X500Name name, SigningKey issuer, X500Name issuerName, int pathLength, Instant since)
            throws IOException {
        SubjectPublicKeyInfo subjectKey = SubjectPublicKeyInfo.getInstance(key.encodedPublicKey().toArray());
        return finish(
                draft(subjectKey, name, issuerName, since, since.plus(LIFETIME)),
                CertificateExtensions.ofAuthority(subjectKey, issuer.encodedPublicKey(), pathLength));
    }

    private static V3TBSCertificateGenerator draft(
            SubjectPublicKeyInfo key, X500Name subject, X500Name issuer, Instant from, Instant to) {
        V3TBSCertificateGenerator draft = new V3TBSCertificateGenerator();
        draft.setSerialNumber(new ASN1Integer(new BigInteger(159, RANDOM).setBit(158)));
        draft.setSignature(SHA384_ECDSA);
        draft.setIssuer(issuer);
        draft.setStartDate(new Time(Date.from(from)));
        draft.setEndDate(new Time(Date.from(to)));
        draft.setSubject(subject);
        draft.setSubjectPublicKeyInfo(key);
        return draft;
    }

    private static TBSCertificate finish(V3TBSCertificateGenerator draft, List<Extension> extensions) {
        draft.setExtensions(new Extensions(extensions.toArray(Extension[]::new)));
        return draft.generateTBSCertificate();
    }

    private static Bytes sign(TBSCertificate content, SigningKey key) throws IOException {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(content);
        parts.add(SHA384_ECDSA);
        parts.add(new DERBitString(key.sign(content.getEncoded()).toArray()));
        return Bytes.of(new DERSequence(parts).getEncoded());
    }
}
