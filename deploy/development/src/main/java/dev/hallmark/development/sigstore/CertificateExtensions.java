package dev.hallmark.development.sigstore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;

/// The extensions of leaves and of authorities, in the order in which Fulcio writes them.
final class CertificateExtensions {

    private static final BcX509ExtensionUtils KEY_IDENTIFIERS = new BcX509ExtensionUtils();

    private CertificateExtensions() {}

    /// Everything but the timestamp of the certificate log.
    static List<Extension> ofLeaf(SubjectPublicKeyInfo key, Bytes issuerKey, Identity identity, Knobs knobs)
            throws IOException {
        List<Extension> extensions = new ArrayList<>();
        extensions.add(critical(Extension.keyUsage, new KeyUsage(
                knobs.has(Fault.NO_DIGITAL_SIGNATURE_USAGE) ? KeyUsage.keyAgreement : KeyUsage.digitalSignature)));
        if (!knobs.has(Fault.NO_EXTENDED_USAGE)) {
            extensions.add(plain(Extension.extendedKeyUsage, new ExtendedKeyUsage(
                    knobs.has(Fault.SERVER_AUTHENTICATION_USAGE)
                            ? KeyPurposeId.id_kp_serverAuth
                            : KeyPurposeId.id_kp_codeSigning)));
        }
        if (knobs.has(Fault.LEAF_IS_AUTHORITY)) {
            extensions.add(critical(Extension.basicConstraints, new BasicConstraints(true)));
        }
        extensions.add(subjectKey(key));
        extensions.add(authorityKey(issuerKey));
        extensions.add(critical(Extension.subjectAlternativeName, new GeneralNames(name(identity.subject()))));
        for (Map.Entry<FulcioExtension, String> entry : identity.extensions().entrySet()) {
            extensions.add(entry.getKey().encode(entry.getValue()));
        }
        return extensions;
    }

    static List<Extension> ofRoot(SubjectPublicKeyInfo key, Bytes ownKey) throws IOException {
        return ofAuthority(key, ownKey, 1);
    }

    static List<Extension> ofIntermediate(SubjectPublicKeyInfo key, Bytes issuerKey) throws IOException {
        List<Extension> extensions = new ArrayList<>(ofAuthority(key, issuerKey, 0));
        extensions.add(1, plain(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning)));
        return extensions;
    }

    private static List<Extension> ofAuthority(SubjectPublicKeyInfo key, Bytes issuerKey, int pathLength)
            throws IOException {
        return List.of(
                critical(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)),
                critical(Extension.basicConstraints, new BasicConstraints(pathLength)),
                subjectKey(key),
                authorityKey(issuerKey));
    }

    /// RFC 3161, 2.3: the extended usage is critical, and timestamps only.
    static List<Extension> ofTimestampAuthority(SubjectPublicKeyInfo key, Bytes issuerKey, Knobs knobs)
            throws IOException {
        ExtendedKeyUsage usage = new ExtendedKeyUsage(
                knobs.has(Fault.TIMESTAMP_AUTHORITY_FOR_CODE_SIGNING)
                        ? KeyPurposeId.id_kp_codeSigning
                        : KeyPurposeId.id_kp_timeStamping);
        return List.of(
                critical(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature)),
                subjectKey(key),
                authorityKey(issuerKey),
                Extension.create(
                        Extension.extendedKeyUsage, !knobs.has(Fault.TIMESTAMP_AUTHORITY_USAGE_NOT_CRITICAL), usage));
    }

    private static GeneralName name(Identity.SubjectName subject) {
        return switch (subject) {
            case Identity.SubjectName.Uri(String value) -> new GeneralName(GeneralName.uniformResourceIdentifier, value);
            case Identity.SubjectName.Email(String value) -> new GeneralName(GeneralName.rfc822Name, value);
        };
    }

    private static Extension subjectKey(SubjectPublicKeyInfo key) throws IOException {
        SubjectKeyIdentifier identifier = KEY_IDENTIFIERS.createSubjectKeyIdentifier(key);
        return plain(Extension.subjectKeyIdentifier, identifier);
    }

    private static Extension authorityKey(Bytes issuerKey) throws IOException {
        AuthorityKeyIdentifier identifier = KEY_IDENTIFIERS.createAuthorityKeyIdentifier(
                SubjectPublicKeyInfo.getInstance(issuerKey.toArray()));
        return plain(Extension.authorityKeyIdentifier, identifier);
    }

    private static Extension critical(ASN1ObjectIdentifier oid, ASN1Encodable value) throws IOException {
        return Extension.create(oid, true, value);
    }

    private static Extension plain(ASN1ObjectIdentifier oid, ASN1Encodable value) throws IOException {
        return Extension.create(oid, false, value);
    }
}
