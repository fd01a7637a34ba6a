package dev.hallmark.verifier.verification;

import static dev.hallmark.verifier.verification.World.entry;
import static dev.hallmark.verifier.verification.World.envelope;
import static dev.hallmark.verifier.verification.World.field;
import static dev.hallmark.verifier.verification.World.material;
import static dev.hallmark.verifier.verification.World.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What a trust root remembers changes no verdict: a judge who knows certificate and checkpoint says the same as one who
/// sees them first.
class MemoryTest {

    private static final List<Attestation> TWO = World.SIGSTORE.attest(
            World.IDENTITY, List.of(World.STATEMENT, Statement.provenance(World.FILENAME, World.DIGEST)), Knobs.none());

    /// Of the same certificate, and each wrong in its own way.
    private static Map<String, Consumer<ObjectNode>> changes() {
        Map<String, Consumer<ObjectNode>> changes = new LinkedHashMap<>();
        changes.put("nothing", _ -> {});
        changes.put("signature of the other", tree -> envelope(tree).set("signature", envelope(other()).get("signature")));
        changes.put("statement of the other", tree -> envelope(tree).set("statement", envelope(other()).get("statement")));
        changes.put("log entry of the other", tree ->
                material(tree).set("transparency_entries", material(other()).get("transparency_entries")));
        changes.put("checkpoint of the other", tree -> member(entry(tree), "inclusionProof")
                .set("checkpoint", member(entry(other()), "inclusionProof").get("checkpoint")));
        changes.put("proof of the other", tree -> entry(tree).set("inclusionProof", entry(other()).get("inclusionProof")));
        changes.put("promise of the other", tree -> entry(tree).set("inclusionPromise", entry(other()).get("inclusionPromise")));
        changes.put("another time", tree -> entry(tree).put("integratedTime", World.NOW.plusSeconds(1).getEpochSecond()));
        changes.put("a time after the certificate", tree ->
                entry(tree).put("integratedTime", World.NOW.plusSeconds(3600).getEpochSecond()));
        changes.put("another log", tree -> member(entry(tree), "logId").put("keyId", "A".repeat(43) + "="));
        changes.put("a byte after the certificate", tree -> {
            byte[] certificate = Base64.getDecoder().decode(material(tree).path("certificate").asText());
            material(tree).put("certificate", Vectors.base64(Arrays.copyOf(certificate, certificate.length + 1)));
        });
        return changes;
    }

    @TestFactory
    Stream<DynamicTest> saysTheSameAsAJudgeWhoRemembersNothing() {
        String root = World.SIGSTORE.trustedRoot().json();
        Judge knowing = World.judge(root);
        assertThat(World.outcome(knowing.judge(World.upload(Attestation.arrayOf(TWO))))).isEqualTo("verified");
        return changes().entrySet().stream().map(change -> dynamicTest(change.getKey(), () -> {
            ObjectNode tree = TWO.getFirst().tree();
            change.getValue().accept(tree);
            var upload = World.upload(field(tree.toString()));

            Verdict fresh = World.judge(root).judge(upload);
            Verdict known = knowing.judge(upload);

            assertThat(known).isEqualTo(fresh);
        }));
    }

    private static ObjectNode other() {
        return TWO.getLast().tree();
    }
}
