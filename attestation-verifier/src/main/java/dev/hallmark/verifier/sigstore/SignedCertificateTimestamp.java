package dev.hallmark.verifier.sigstore;

import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.encoding.Der;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Malformed;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A Certificate Transparency log's promise to publish a certificate (RFC 6962, 3.2).
///
/// @param timestamp in milliseconds
record SignedCertificateTimestamp(Octets logId, long timestamp, Octets extensions, Octets signature) {

    private static final int VERSION_1 = 0;
    private static final int SHA_256 = 4;
    private static final int ECDSA = 3;
    private static final int CERTIFICATE_TIMESTAMP = 0;
    private static final int PRECERTIFICATE_ENTRY = 1;
    private static final int MAX_TIMESTAMPS = 8;

    /// @param extension the content of the X.509 extension: a list in TLS's encoding inside of an OCTET STRING
    static List<SignedCertificateTimestamp> parseList(Octets extension) throws Malformed {
        Der value = Der.of(extension, "signed certificate timestamps");
        ByteBuffer tls = ByteBuffer.wrap(value.content(Der.OCTET_STRING).toArray());
        value.end();
        try {
            ByteBuffer list = vector(tls);
            List<SignedCertificateTimestamp> timestamps = new ArrayList<>();
            while (list.hasRemaining() && timestamps.size() < MAX_TIMESTAMPS) {
                timestamps.add(parse(vector(list)));
            }
            if (tls.hasRemaining() || list.hasRemaining()) {
                throw new Malformed("at most " + MAX_TIMESTAMPS + " signed certificate timestamps", "more");
            }
            return timestamps;
        } catch (BufferUnderflowException e) {
            throw new Malformed("a list of signed certificate timestamps", "one that is cut");
        }
    }

    private static SignedCertificateTimestamp parse(ByteBuffer fields) throws Malformed {
        int version = fields.get();
        Octets logId = octets(fields, Sha256.LENGTH);
        long timestamp = fields.getLong();
        ByteBuffer extensions = vector(fields);
        int hash = fields.get();
        int algorithm = fields.get();
        ByteBuffer signature = vector(fields);
        if (version != VERSION_1 || timestamp < 0 || hash != SHA_256 || algorithm != ECDSA || fields.hasRemaining()) {
            throw new Malformed("a signed certificate timestamp of version 1 with SHA-256 and ECDSA", "another");
        }
        return new SignedCertificateTimestamp(
                logId, timestamp, octets(extensions, extensions.remaining()), octets(signature, signature.remaining()));
    }

    /// @throws BufferUnderflowException when the vector is cut
    private static ByteBuffer vector(ByteBuffer tls) {
        int length = Short.toUnsignedInt(tls.getShort());
        if (length > tls.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer vector = tls.slice(tls.position(), length);
        tls.position(tls.position() + length);
        return vector;
    }

    private static Octets octets(ByteBuffer tls, int length) {
        byte[] bytes = new byte[length];
        tls.get(bytes);
        return Octets.of(bytes);
    }

    Instant time() {
        return Instant.ofEpochMilli(timestamp);
    }

    /// What the log signed.
    Octets signedData(Certificate certificate, Sha256 issuerKeyDigest) {
        byte[] toBeSigned = certificate.toBeSignedWithoutTimestamps().toArray();
        ByteBuffer data = ByteBuffer.allocate(1 + 1 + 8 + 2 + Sha256.LENGTH + 3 + toBeSigned.length + 2 + extensions.length());
        data.put((byte) VERSION_1)
                .put((byte) CERTIFICATE_TIMESTAMP)
                .putLong(timestamp)
                .putShort((short) PRECERTIFICATE_ENTRY)
                .put(issuerKeyDigest.toBytes())
                .put((byte) (toBeSigned.length >>> 16))
                .putShort((short) toBeSigned.length)
                .put(toBeSigned)
                .putShort((short) extensions.length())
                .put(extensions.toArray());
        return Octets.of(data.array());
    }
}
