package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.development.web.Answer;
import dev.hallmark.development.web.Endpoints;
import dev.hallmark.development.web.Request;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;

/// The timestamp authority's endpoints, as Sigstore's own server has them: a `TimeStampReq` in DER, or the same said in
/// JSON.
final class TimestampEndpoints {

    static final String PATH = "/api/v1/timestamp";

    private static final Map<String, ASN1ObjectIdentifier> DIGESTS = Map.of(
            "sha256", NISTObjectIdentifiers.id_sha256,
            "sha384", NISTObjectIdentifiers.id_sha384,
            "sha512", NISTObjectIdentifiers.id_sha512);

    private final TimestampAuthority authority;
    private final Clock clock;

    TimestampEndpoints(TimestampAuthority authority, Clock clock) {
        this.authority = authority;
        this.clock = clock;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .post(PATH, this::stamp)
                .get(PATH + "/certchain", _ ->
                        Answer.text("application/pem-certificate-chain", String.join("", authority.chain().pem())));
    }

    private Answer stamp(Request request) {
        Parsed<TimeStampReq> query = request.contentType().equals("application/timestamp-query")
                ? ofDer(request.body())
                : request.json().then(TimestampEndpoints::ofJson);
        return switch (query) {
            case Parsed.Valid<TimeStampReq>(TimeStampReq valid) -> Answer.bytes(
                    201, "application/timestamp-reply", authority.answer(valid, clock.instant()).toArray());
            case Parsed.Invalid<TimeStampReq>(String why) -> Answer.refusal(400, why);
        };
    }

    private static Parsed<TimeStampReq> ofDer(byte[] der) {
        try {
            TimeStampRequest request = new TimeStampRequest(der);
            request.validate(Set.copyOf(DIGESTS.values()), null, null);
            return Parsed.valid(TimeStampReq.getInstance(der));
        } catch (IOException | TSPException | IllegalArgumentException _) {
            return Parsed.invalid("expected a TimeStampReq with a digest of the SHA-2 family and without extensions");
        }
    }

    /// `{"artifactHash": base64, "hashAlgorithm": "sha256", "nonce": number, "certificates": true}`.
    private static Parsed<TimeStampReq> ofJson(ObjectNode json) {
        String name = json.path("hashAlgorithm").asText().toLowerCase(Locale.ROOT).replace("-", "");
        ASN1ObjectIdentifier algorithm = DIGESTS.get(name);
        if (algorithm == null) {
            return Parsed.invalid("expected hashAlgorithm sha256, sha384 or sha512");
        }
        JsonNode nonce = json.path("nonce");
        return Bytes.parseBase64(json.path("artifactHash").asText()).then(digest -> request(
                new MessageImprint(new AlgorithmIdentifier(algorithm, DERNull.INSTANCE), digest.toArray()),
                nonce.isIntegralNumber() ? Optional.of(nonce.bigIntegerValue()) : Optional.empty(),
                json.path("certificates").asBoolean()));
    }

    private static Parsed<TimeStampReq> request(
            MessageImprint imprint, Optional<BigInteger> nonce, boolean withCertificate) {
        try {
            return ofDer(new TimeStampReq(
                            imprint,
                            null,
                            nonce.map(ASN1Integer::new).orElse(null),
                            ASN1Boolean.getInstance(withCertificate),
                            null)
                    .getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a request can be encoded", e);
        }
    }
}
