package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/// The certificate transparency log: signs timestamps for precertificates (RFC 6962, section 3.2).
///
/// It promises to log and keeps no log: no verifier of attestations reads one.
record CertificateLog(SigningKey key) {

    private static final int V1 = 0;
    private static final int CERTIFICATE_TIMESTAMP = 0;
    private static final int PRECERTIFICATE_ENTRY = 1;
    private static final int SHA256 = 4;
    private static final int ECDSA = 3;
    private static final byte[] NO_EXTENSIONS = {};
    /// `leaf_index` of static certificate logs: kind 0, five bytes.
    private static final byte[] LEAF_INDEX = {0, 0, 5, 0, 0, 0, 0, 42};

    /// The content of the certificate's extension: a list of one timestamp.
    ///
    /// @param issuerKey the digest of the issuing key
    /// @param precertificate the to-be-signed certificate without the timestamp
    Bytes timestampList(Sha256 issuerKey, Bytes precertificate, Instant at, Knobs knobs) throws IOException {
        byte[] extensions = knobs.has(Oddity.CERTIFICATE_TIMESTAMP_WITH_EXTENSIONS) ? LEAF_INDEX : NO_EXTENSIONS;
        Bytes signature = key.sign(signedPart(issuerKey, precertificate, at, extensions));
        byte[] timestamp = serialize(
                at,
                extensions,
                knobs.has(Fault.CERTIFICATE_TIMESTAMP_SIGNATURE_CHANGED) ? signature.withLastByteChanged() : signature);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream list = new DataOutputStream(bytes);
        list.writeShort(timestamp.length + 2);
        list.writeShort(timestamp.length);
        list.write(timestamp);
        return Bytes.of(bytes.toByteArray());
    }

    private static byte[] signedPart(Sha256 issuerKey, Bytes precertificate, Instant at, byte[] extensions)
            throws IOException {
        byte[] content = precertificate.toArray();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream part = new DataOutputStream(bytes);
        part.writeByte(V1);
        part.writeByte(CERTIFICATE_TIMESTAMP);
        part.writeLong(at.toEpochMilli());
        part.writeShort(PRECERTIFICATE_ENTRY);
        part.write(issuerKey.toBytes());
        part.writeByte(content.length >>> 16);
        part.writeShort(content.length);
        part.write(content);
        part.writeShort(extensions.length);
        part.write(extensions);
        return bytes.toByteArray();
    }

    private byte[] serialize(Instant at, byte[] extensions, Bytes signature) throws IOException {
        byte[] signed = signature.toArray();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream timestamp = new DataOutputStream(bytes);
        timestamp.writeByte(V1);
        timestamp.write(key.id().toBytes());
        timestamp.writeLong(at.toEpochMilli());
        timestamp.writeShort(extensions.length);
        timestamp.write(extensions);
        timestamp.writeByte(SHA256);
        timestamp.writeByte(ECDSA);
        timestamp.writeShort(signed.length);
        timestamp.write(signed);
        return bytes.toByteArray();
    }
}
