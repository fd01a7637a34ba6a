package dev.hallmark.development.sigstore;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// The timestamp authority (RFC 3161): says that a signature existed at a time, to the second.
record TimestampAuthority(AuthorityChain chain) {

    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.2");
    private static final Bytes ANOTHER_SIGNATURE = Bytes.ofAscii("another signature");
    private static final SecureRandom RANDOM = new SecureRandom();

    static TimestampAuthority create(Instant now) {
        return new TimestampAuthority(AuthorityChain.create(AuthorityChain.Purpose.TIMESTAMPS, now));
    }

    /// The authority whose keys and certificates are kept in `directory`.
    static TimestampAuthority open(Path directory, Instant now) throws IOException {
        return new TimestampAuthority(AuthorityChain.open(directory, AuthorityChain.Purpose.TIMESTAMPS, now));
    }

    /// All timestamps of a signature that the knobs ask for, as encoded `TimeStampResp`.
    List<Bytes> stampsOf(Bytes signature, Instant at, Knobs knobs) {
        boolean needed = knobs.form().version() == TransparencyLog.Version.V2 || knobs.has(Oddity.TIMESTAMPED_TOO);
        if (!needed || knobs.has(Fault.NO_TIMESTAMP)) {
            return List.of();
        }
        List<Bytes> stamps = new ArrayList<>();
        stamps.add(stamp(signature, at, knobs));
        if (knobs.has(Oddity.SECOND_TIMESTAMP)) {
            stamps.add(stamp(signature, at, Knobs.none()));
        }
        if (knobs.has(Fault.SECOND_TIMESTAMP_TOO_LATE)) {
            stamps.add(stamp(signature, at.plus(Knobs.CERTIFICATE_LIFETIME).plusSeconds(1), Knobs.none()));
        }
        if (knobs.has(Fault.SECOND_TIMESTAMP_OF_OTHER_SIGNATURE)) {
            stamps.add(stamp(ANOTHER_SIGNATURE, at, Knobs.none()));
        }
        return stamps;
    }

    private Bytes stamp(Bytes signature, Instant at, Knobs knobs) {
        if (knobs.has(Fault.TIMESTAMP_REFUSED)) {
            return refusal("no timestamp today");
        }
        Bytes stamped = knobs.has(Fault.TIMESTAMP_OF_OTHER_SIGNATURE) ? ANOTHER_SIGNATURE : signature;
        try {
            Bytes stamp = bent(knobs).grant(
                    imprint(stamped, knobs), Optional.empty(), !knobs.has(Oddity.TIMESTAMP_WITHOUT_CERTIFICATE), at, knobs);
            if (knobs.has(Fault.TIMESTAMP_SIGNATURE_CHANGED)) {
                return stamp.withLastByteChanged();
            }
            return knobs.has(Fault.TIMESTAMP_FOLLOWED_BY_BYTE) ? stamp.followedBy((byte) 0) : stamp;
        } catch (IOException e) {
            throw new IllegalStateException("a timestamp can be encoded", e);
        }
    }

    private TimestampAuthority bent(Knobs knobs) throws IOException {
        if (knobs.has(Fault.TIMESTAMP_BY_FOREIGN_AUTHORITY)) {
            return new TimestampAuthority(chain.impostor());
        }
        if (knobs.has(Fault.TIMESTAMP_AUTHORITY_FOR_CODE_SIGNING)
                || knobs.has(Fault.TIMESTAMP_AUTHORITY_USAGE_NOT_CRITICAL)) {
            return new TimestampAuthority(chain.certified(CertificateExtensions.ofTimestampAuthority(
                    SubjectPublicKeyInfo.getInstance(chain.key().encodedPublicKey().toArray()),
                    chain.rootKey().encodedPublicKey(),
                    knobs)));
        }
        return this;
    }

    private static MessageImprint imprint(Bytes signature, Knobs knobs) {
        if (knobs.has(Fault.TIMESTAMP_OF_SHA_1)) {
            return imprint("SHA-1", signature);
        }
        return imprint(knobs.has(Oddity.TIMESTAMP_OF_SHA_512) ? "SHA-512" : "SHA-256", signature);
    }

    private static MessageImprint imprint(String algorithm, Bytes content) {
        try {
            return new MessageImprint(
                    new AlgorithmIdentifier(
                            new DefaultDigestAlgorithmIdentifierFinder().find(algorithm).getAlgorithm(), DERNull.INSTANCE),
                    MessageDigest.getInstance(algorithm).digest(content.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("expected a digest that Java knows, found " + algorithm, e);
        }
    }

    /// The answer to a client's request.
    Bytes answer(TimeStampReq request, Instant at) {
        try {
            return grant(
                    request.getMessageImprint(),
                    Optional.ofNullable(request.getNonce()).map(ASN1Integer::getValue),
                    request.getCertReq() != null && request.getCertReq().isTrue(),
                    at,
                    Knobs.none());
        } catch (IOException e) {
            throw new IllegalStateException("a timestamp can be encoded", e);
        }
    }

    private Bytes grant(
            MessageImprint imprint, Optional<BigInteger> nonce, boolean withCertificate, Instant at, Knobs knobs)
            throws IOException {
        TSTInfo content = new TSTInfo(
                POLICY,
                imprint,
                new ASN1Integer(new BigInteger(128, RANDOM)),
                new ASN1GeneralizedTime(Date.from(at.truncatedTo(ChronoUnit.SECONDS))),
                new Accuracy(new ASN1Integer(1), null, null),
                ASN1Boolean.FALSE,
                nonce.map(ASN1Integer::new).orElse(null),
                null,
                null);
        return Bytes.of(new TimeStampResp(
                        new PKIStatusInfo(PKIStatus.granted), sign(content, withCertificate, at, knobs))
                .getEncoded(ASN1Encoding.DER));
    }

    private static Bytes refusal(String why) {
        try {
            return Bytes.of(new TimeStampResp(
                            new PKIStatusInfo(
                                    PKIStatus.rejection, new PKIFreeText(why), new PKIFailureInfo(PKIFailureInfo.systemFailure)),
                            null)
                    .getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("a refusal can be encoded", e);
        }
    }

    /// The signed data of RFC 3161, with the digest of the certificate as RFC 5816 wants it.
    private ContentInfo sign(TSTInfo content, boolean withCertificate, Instant at, Knobs knobs) throws IOException {
        X509CertificateHolder certificate = new X509CertificateHolder(chain.certificate().toArray());
        Bytes named = knobs.has(Fault.TIMESTAMP_OF_OTHER_CERTIFICATE) ? chain.root() : chain.certificate();
        AttributeTable attributes = new AttributeTable(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))))
                .add(
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                        new SigningCertificateV2(new ESSCertIDv2(named.sha256().toBytes())));
        try {
            SignerInfoGenerator signer = new SignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes))
                    .build(
                            new JcaContentSignerBuilder(chain.key().signatureAlgorithm()).build(chain.key().privateKey()),
                            certificate);
            CMSSignedDataGenerator data = new CMSSignedDataGenerator();
            data.addSignerInfoGenerator(signer);
            if (withCertificate) {
                data.addCertificate(certificate);
            }
            return data.generate(
                            new CMSProcessableByteArray(
                                    PKCSObjectIdentifiers.id_ct_TSTInfo, content.getEncoded(ASN1Encoding.DER)),
                            true)
                    .toASN1Structure();
        } catch (OperatorCreationException | CMSException e) {
            throw new IllegalStateException("a generated key signs timestamps", e);
        }
    }
}
