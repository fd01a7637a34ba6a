package dev.hallmark.development.sigstore;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;

/// The certificate authority: an intermediate below a root signs ten-minute leaves with an embedded timestamp.
record CertificateAuthority(AuthorityChain chain, CertificateLog certificateLog) {

    private static final ASN1ObjectIdentifier TIMESTAMPS = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
    private static final X500Name NOBODY = new X500Name(new RDN[0]);

    /// A new authority, valid from a day before `now`.
    static CertificateAuthority create(Instant now) {
        return new CertificateAuthority(
                AuthorityChain.create(AuthorityChain.Purpose.CODE_SIGNING, now),
                new CertificateLog(SigningKey.generate(SigningKey.Curve.P256)));
    }

    /// Another authority with the same names and the same certificate log, which no trust root knows.
    CertificateAuthority impostor() {
        return new CertificateAuthority(chain.impostor(), certificateLog);
    }

    /// The authority whose keys and certificates are kept in `directory`.
    static CertificateAuthority open(Path directory, Instant now) throws IOException {
        return new CertificateAuthority(
                AuthorityChain.open(directory, AuthorityChain.Purpose.CODE_SIGNING, now),
                new CertificateLog(SigningKey.loadOrCreate(directory.resolve("ct-log.pem"), SigningKey.Curve.P256)));
    }

    /// A certificate for `key` that names `identity` and is valid from the second of `at`.
    Bytes issue(PublicKey key, Identity identity, Instant at, Knobs knobs) {
        Instant from = at.truncatedTo(ChronoUnit.SECONDS);
        try {
            SubjectPublicKeyInfo subjectKey = SubjectPublicKeyInfo.getInstance(key.getEncoded());
            List<Extension> extensions =
                    CertificateExtensions.ofLeaf(subjectKey, chain.key().encodedPublicKey(), identity, knobs);
            CertificateDraft draft = new CertificateDraft(
                    subjectKey,
                    NOBODY,
                    chain.purpose().distinguishedName(),
                    from,
                    from.plus(Knobs.CERTIFICATE_LIFETIME));
            if (knobs.has(Fault.NO_CERTIFICATE_TIMESTAMP)) {
                return draft.sign(extensions, chain.key());
            }
            List<Extension> all = new ArrayList<>(extensions);
            all.add(timestamp(draft.finish(extensions), at, knobs));
            return draft.sign(all, chain.key());
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
                chain.key().id(),
                knobs.has(Fault.CERTIFICATE_TIMESTAMP_OF_OTHER_CERTIFICATE) ? content.withLastByteChanged() : content,
                at,
                knobs);
        return new Extension(TIMESTAMPS, false, new DEROctetString(list.toArray()).getEncoded());
    }
}
