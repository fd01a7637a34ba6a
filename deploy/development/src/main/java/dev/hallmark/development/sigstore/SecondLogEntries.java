package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.web.Answer;
import dev.hallmark.development.web.Endpoints;
import dev.hallmark.development.web.Request;
import java.time.Clock;

/// The second log's endpoints: Rekor v2 in its JSON form, for entries of kind `hashedrekord` 0.0.2.
final class SecondLogEntries {

    private static final String ENTRIES = "/api/v2/log/entries";

    private final TransparencyLog log;
    private final Clock clock;

    SecondLogEntries(TransparencyLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .post(ENTRIES, this::add)
                .get("/api/v2/checkpoint", _ ->
                        Answer.text("text/plain; charset=utf-8", log.checkpoint().signedBy(log.signer())));
    }

    private Answer add(Request request) {
        return switch (request.json().then(SecondLogEntries::read)) {
            case Parsed.Valid<Submission>(Submission submission) -> append(submission.body());
            case Parsed.Invalid<Submission>(String why) -> Answer.refusal(400, why);
        };
    }

    private Answer append(Bytes body) {
        TransparencyLog.Appended appended = log.append(body, clock.instant());
        return appended.isNew()
                ? Answer.json(201, appended.entry().protobufForm())
                : Answer.refusal(409, "an equivalent entry already exists in the log with index "
                        + appended.entry().logIndex());
    }

    private static Parsed<Submission> read(ObjectNode body) {
        JsonNode request = body.path("hashedRekordRequestV002");
        JsonNode signature = request.path("signature");
        return Bytes.parseBase64(request.path("digest").asText())
                .then(SecondLogEntries::digest)
                .then(digest -> Bytes.parseBase64(signature.path("content").asText()).then(bytes ->
                        verifier(signature.path("verifier")).then(pem ->
                                Submission.ofDigest(EntryKind.HASHEDREKORD_V2, digest, bytes, pem))));
    }

    private static Parsed<Sha256> digest(Bytes bytes) {
        return bytes.toArray().length == Sha256.LENGTH
                ? Parsed.valid(Sha256.ofBytes(bytes.toArray()))
                : Parsed.invalid("expected hashedRekordRequestV002 with a digest of " + Sha256.LENGTH + " bytes");
    }

    private static Parsed<Pem> verifier(JsonNode verifier) {
        boolean isCertificate = verifier.has("x509Certificate");
        return Bytes.parseBase64(verifier.path(isCertificate ? "x509Certificate" : "publicKey").path("rawBytes").asText())
                .map(bytes -> isCertificate ? Pem.certificate(bytes) : new Pem("PUBLIC KEY", bytes));
    }
}
