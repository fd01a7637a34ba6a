package dev.hallmark.development.sigstore;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// A certificate before it is signed by a P-384 key. The same draft may be finished with several lists of extensions.
final class CertificateDraft {

    private static final AlgorithmIdentifier SHA384_ECDSA =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final V3TBSCertificateGenerator fields = new V3TBSCertificateGenerator();

    CertificateDraft(SubjectPublicKeyInfo key, X500Name subject, X500Name issuer, Instant from, Instant to) {
        fields.setSerialNumber(new ASN1Integer(new BigInteger(159, RANDOM).setBit(158)));
        fields.setSignature(SHA384_ECDSA);
        fields.setIssuer(issuer);
        fields.setStartDate(new Time(Date.from(from)));
        fields.setEndDate(new Time(Date.from(to)));
        fields.setSubject(subject);
        fields.setSubjectPublicKeyInfo(key);
    }

    /// What the issuer signs.
    TBSCertificate finish(List<Extension> extensions) {
        fields.setExtensions(new Extensions(extensions.toArray(Extension[]::new)));
        return fields.generateTBSCertificate();
    }

    Bytes sign(List<Extension> extensions, SigningKey issuer) throws IOException {
        TBSCertificate content = finish(extensions);
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(content);
        parts.add(SHA384_ECDSA);
        parts.add(new DERBitString(issuer.sign(content.getEncoded()).toArray()));
        return Bytes.of(new DERSequence(parts).getEncoded());
    }
}
