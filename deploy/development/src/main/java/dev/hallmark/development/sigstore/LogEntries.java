package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.web.Answer;
import dev.hallmark.development.web.Endpoints;
import dev.hallmark.development.web.Json;
import dev.hallmark.development.web.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/// The first log's endpoints: Rekor v1 in its REST form, for entries of the kinds `dsse` 0.0.1 and `hashedrekord` 0.0.1.
final class LogEntries {

    private static final String ENTRIES = "/api/v1/log/entries";

    private final TransparencyLog log;
    private final Clock clock;

    LogEntries(TransparencyLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .post(ENTRIES, this::add)
                .get(ENTRIES + "/*", this::find)
                .get("/api/v1/log", _ -> Answer.json(200, state()))
                .get("/api/v1/log/publicKey", _ -> Answer.text("application/x-pem-file", log.key().publicPem()));
    }

    private Answer add(Request request) {
        return switch (request.json().then(LogEntries::read)) {
            case Parsed.Valid<Submission>(Submission submission) -> append(submission.body());
            case Parsed.Invalid<Submission>(String why) -> Answer.refusal(400, why);
        };
    }

    private Answer append(Bytes body) {
        TransparencyLog.Appended appended = log.append(body, clock.instant());
        String uuid = log.uuid(appended.entry());
        Answer answer = appended.isNew()
                ? Answer.json(201, named(appended.entry()))
                : Answer.refusal(409, "an equivalent entry already exists in the log with UUID " + uuid);
        return answer.withHeader("Location", ENTRIES + "/" + uuid);
    }

    private Answer find(Request request) {
        return log.find(request.path().substring(ENTRIES.length() + 1))
                .map(entry -> Answer.json(200, named(entry)))
                .orElseGet(() -> Answer.refusal(404, "no entry has this UUID"));
    }

    private ObjectNode named(LoggedEntry entry) {
        ObjectNode json = Json.object();
        json.set(log.uuid(entry), entry.restForm());
        return json;
    }

    private ObjectNode state() {
        Checkpoint checkpoint = log.checkpoint();
        return Json.object()
                .put("rootHash", checkpoint.root().hex())
                .put("signedTreeHead", checkpoint.signedBy(log.signer()))
                .put("treeID", Long.toString(log.treeId()))
                .put("treeSize", checkpoint.treeSize());
    }

    private static Parsed<Submission> read(ObjectNode body) {
        String kind = body.path("kind").asText() + " " + body.path("apiVersion").asText();
        JsonNode spec = body.path("spec");
        return switch (kind) {
            case "dsse 0.0.1" -> readEnvelope(spec.path("proposedContent"));
            case "hashedrekord 0.0.1" -> readMessage(spec);
            default -> Parsed.invalid("expected kind dsse or hashedrekord with apiVersion 0.0.1");
        };
    }

    private static Parsed<Submission> readEnvelope(JsonNode content) {
        if (content.path("verifiers").size() != 1) {
            return Parsed.invalid("expected one verifier, found " + content.path("verifiers").size());
        }
        String json = content.path("envelope").asText();
        return Envelope.parse(json).then(envelope ->
                pemOf(content.path("verifiers").path(0).asText()).then(pem -> Submission.of(envelope, json, pem)));
    }

    private static Parsed<Submission> readMessage(JsonNode spec) {
        JsonNode hash = spec.path("data").path("hash");
        if (!hash.path("algorithm").asText().equals("sha256")) {
            return Parsed.invalid("expected a hash with algorithm sha256");
        }
        JsonNode signature = spec.path("signature");
        return Sha256.parse(hash.path("value").asText()).then(digest ->
                Bytes.parseBase64(signature.path("content").asText()).then(bytes ->
                        pemOf(signature.path("publicKey").path("content").asText()).then(pem ->
                                Submission.ofDigest(EntryKind.HASHEDREKORD_V1, digest, bytes, pem))));
    }

    private static Parsed<Pem> pemOf(String base64) {
        return Bytes.parseBase64(base64).then(bytes -> {
            List<Pem> blocks = Pem.parseAll(new String(bytes.toArray(), StandardCharsets.US_ASCII));
            return blocks.size() == 1
                    ? Parsed.valid(blocks.getFirst())
                    : Parsed.invalid("expected a verifier with one PEM block in base64, found " + blocks.size());
        });
    }
}
