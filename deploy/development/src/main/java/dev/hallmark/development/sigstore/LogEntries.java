package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Parsed;
import dev.hallmark.development.web.Answer;
import dev.hallmark.development.web.Endpoints;
import dev.hallmark.development.web.Json;
import dev.hallmark.development.web.Request;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.List;

/// The log's endpoints: Rekor v1 in its REST form, for entries of kind `dsse` 0.0.1.
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
        Parsed<DsseEntry> submission = switch (request.json()) {
            case Parsed.Valid<ObjectNode>(ObjectNode body) -> read(body);
            case Parsed.Invalid<ObjectNode>(String why) -> Parsed.invalid(why);
        };
        return switch (submission) {
            case Parsed.Valid<DsseEntry>(DsseEntry entry) -> append(entry);
            case Parsed.Invalid<DsseEntry>(String why) -> Answer.refusal(400, why);
        };
    }

    private Answer append(DsseEntry entry) {
        TransparencyLog.Appended appended = log.append(entry.body(), clock.instant());
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
                .put("signedTreeHead", checkpoint.sign(TransparencyLog.NAME, log.key(), false))
                .put("treeID", Long.toString(log.treeId()))
                .put("treeSize", checkpoint.treeSize());
    }

    private static Parsed<DsseEntry> read(ObjectNode body) {
        if (!body.path("kind").asText().equals(DsseEntry.KIND)
                || !body.path("apiVersion").asText().equals(DsseEntry.VERSION)) {
            return Parsed.invalid("expected kind dsse with apiVersion 0.0.1");
        }
        JsonNode content = body.path("spec").path("proposedContent");
        if (content.path("verifiers").size() != 1) {
            return Parsed.invalid("expected one verifier, found " + content.path("verifiers").size());
        }
        String json = content.path("envelope").asText();
        return switch (Envelope.parse(json)) {
            case Parsed.Invalid<Envelope>(String why) -> Parsed.invalid(why);
            case Parsed.Valid<Envelope>(Envelope envelope) ->
                submit(envelope, json, content.path("verifiers").path(0).asText());
        };
    }

    private static Parsed<DsseEntry> submit(Envelope envelope, String json, String verifier) {
        List<Pem> blocks = pemOf(verifier);
        if (blocks.size() != 1) {
            return Parsed.invalid("expected a verifier with one PEM block in base64, found " + blocks.size());
        }
        Pem pem = blocks.getFirst();
        return switch (keyOf(pem)) {
            case Parsed.Invalid<PublicKey>(String why) -> Parsed.invalid(why);
            case Parsed.Valid<PublicKey>(PublicKey key) -> envelope.isSignedBy(key)
                    ? Parsed.valid(DsseEntry.of(envelope, json, pem))
                    : Parsed.invalid("expected an envelope whose signature the verifier verifies");
        };
    }

    private static List<Pem> pemOf(String base64) {
        try {
            return Pem.parseAll(new String(Bytes.ofBase64(base64).toArray(), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    private static Parsed<PublicKey> keyOf(Pem verifier) {
        if (!verifier.label().equals("CERTIFICATE")) {
            return ProofOfPossession.publicKey(verifier.content());
        }
        try {
            PublicKey key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(verifier.content().toArray()))
                    .getPublicKey();
            return ProofOfPossession.publicKey(Bytes.of(key.getEncoded()));
        } catch (CertificateException _) {
            return Parsed.invalid("expected a certificate as the verifier");
        }
    }
}
