package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.TIMESTAMP_INVALID;

import dev.hallmark.verifier.encoding.Der;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/// A timestamp as it is shown (RFC 3161), about the right bytes; nobody's signature was checked.
record Timestamp(TimeStampToken token, Instant time) {

    private static final int MAX_DEPTH = 32;

    /// The digests of which an authority may have signed one, by object identifier.
    private static final Map<String, String> DIGESTS = Map.of(
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    /// @param response a TimeStampResp in DER
    /// @param data what was timestamped
    static Checked<Timestamp> parse(Octets response, Octets data) {
        try {
            // Before the library sees it: nothing after the end, and no nesting that would take its stack.
            Der.requireOneValue(response, MAX_DEPTH, "a timestamp");
            TimeStampResponse parsed = new TimeStampResponse(response.toArray());
            TimeStampToken token = parsed.getTimeStampToken();
            if (token == null
                    || (parsed.getStatus() != PKIStatus.GRANTED && parsed.getStatus() != PKIStatus.GRANTED_WITH_MODS)) {
                throw new Malformed("a timestamp that was granted", "one with status " + parsed.getStatus());
            }
            String digest = DIGESTS.get(token.getTimeStampInfo().getMessageImprintAlgOID().getId());
            if (digest == null
                    || !MessageDigest.isEqual(
                            MessageDigest.getInstance(digest).digest(data.toArray()),
                            token.getTimeStampInfo().getMessageImprintDigest())) {
                throw new Malformed("a timestamp of this signature, by a digest of SHA-2", "one of something else");
            }
            return Checked.passed(
                    new Timestamp(token, token.getTimeStampInfo().getGenTime().toInstant()));
        } catch (Malformed malformed) {
            return Checked.refused(TIMESTAMP_INVALID, malformed);
        } catch (IOException | TSPException | RuntimeException e) {
            // The library has no list of what it throws at hostile input.
            return Checked.refused(TIMESTAMP_INVALID, "a timestamp as RFC 3161 writes it", "something else");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-2", e);
        }
    }
}
