package dev.hallmark.verifier.verification;

import static dev.hallmark.verifier.verification.World.entry;
import static dev.hallmark.verifier.verification.World.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.development.sigstore.EvidenceForm;
import dev.hallmark.development.sigstore.Knobs;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No byte of what is signed, proven or signs can change without a refusal: every position is tried, each with one
/// changed bit and with one other byte, which a seed chooses.
class ChangedByteTest {

    private static final long SEED = 740;

    /// A part of an attestation as bytes.
    record Part(String name, Function<ObjectNode, byte[]> read, BiConsumer<ObjectNode, byte[]> write) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Part> parts() {
        return Stream.of(
                base64("certificate", World::material, "certificate"),
                base64("statement", World::envelope, "statement"),
                base64("signature", World::envelope, "signature"),
                base64("body", World::entry, "canonicalizedBody"),
                base64("log id", tree -> member(entry(tree), "logId"), "keyId"),
                base64("signed entry timestamp", tree -> member(entry(tree), "inclusionPromise"), "signedEntryTimestamp"),
                base64("root hash", tree -> member(entry(tree), "inclusionProof"), "rootHash"),
                new Part(
                        "hashes",
                        tree -> Base64.getDecoder().decode(hashes(tree).get(0).asText()),
                        (tree, bytes) -> hashes(tree).set(0, Base64.getEncoder().encodeToString(bytes))),
                text("checkpoint", tree -> member(member(entry(tree), "inclusionProof"), "checkpoint"), "envelope"),
                text("log index", World::entry, "logIndex"),
                text("time", World::entry, "integratedTime"),
                text("index in the tree", tree -> member(entry(tree), "inclusionProof"), "logIndex"),
                text("size of the tree", tree -> member(entry(tree), "inclusionProof"), "treeSize"),
                text("kind", tree -> member(entry(tree), "kindVersion"), "kind"),
                text("version of the kind", tree -> member(entry(tree), "kindVersion"), "version"));
    }

    /// The parts of Rekor v2's form, which has no promise and no time.
    static Stream<Part> partsOfTheSecondVersion() {
        return parts().filter(part -> !part.name().equals("signed entry timestamp") && !part.name().equals("time"));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void refusesAChangeOfAnyByte(Part part) {
        ObjectNode right = World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT).tree();

        eachChange(right, part, (changed, where) ->
                assertThat(World.verdict(changed)).as(where).isInstanceOf(Verdict.Rejected.class));
    }

    @ParameterizedTest
    @MethodSource("partsOfTheSecondVersion")
    void refusesAChangeOfAnyByteOfTheSecondVersion(Part part) {
        eachChange(attestedInTheSecondVersion(), part, (changed, where) ->
                assertThat(verdictOfTheSecondVersion(changed)).as(where).isInstanceOf(Verdict.Rejected.class));
    }

    /// Not all of a timestamp is signed: its status and the certificates that come along aren't. What can be changed of
    /// them without a refusal changes nothing.
    @Test
    void letsNoChangeOfATimestampChangeTheTime() {
        Part timestamp = new Part(
                "timestamp",
                tree -> Base64.getDecoder().decode(World.material(tree).path("timestamps").get(0).asText()),
                (tree, bytes) -> World.material(tree).putArray("timestamps").add(Base64.getEncoder().encodeToString(bytes)));

        eachChange(attestedInTheSecondVersion(), timestamp, (changed, where) -> {
            if (verdictOfTheSecondVersion(changed) instanceof Verdict.Verified(List<VerifiedAttestation> attestations)) {
                assertThat(attestations.getFirst().signedAt()).as(where).isEqualTo(World.NOW);
            }
        });
    }

    private static ObjectNode attestedInTheSecondVersion() {
        return World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT, Knobs.in(EvidenceForm.REKOR_V2)).tree();
    }

    private static Verdict verdictOfTheSecondVersion(String attestation) {
        return RekorV2Test.JUDGE.judge(World.upload(World.field(attestation)));
    }

    /// @param check takes the changed attestation, and where it was changed
    private static void eachChange(ObjectNode right, Part part, BiConsumer<String, String> check) {
        byte[] bytes = part.read().apply(right);
        Random random = new Random(SEED);
        for (int position = 0; position < bytes.length; position++) {
            for (int change : new int[] {1 << random.nextInt(7), 1 + random.nextInt(255)}) {
                byte[] changed = bytes.clone();
                changed[position] ^= (byte) change;
                ObjectNode tree = right.deepCopy();
                part.write().accept(tree, changed);
                check.accept(tree.toString(), "%s, position %d, change %d".formatted(part, position, change));
            }
        }
    }

    private static ArrayNode hashes(ObjectNode tree) {
        return (ArrayNode) entry(tree).path("inclusionProof").path("hashes");
    }

    private static Part base64(String name, Function<ObjectNode, ObjectNode> place, String member) {
        return new Part(
                name,
                tree -> Base64.getDecoder().decode(place.apply(tree).path(member).asText()),
                (tree, bytes) -> place.apply(tree).put(member, Base64.getEncoder().encodeToString(bytes)));
    }

    /// Bytes that are no character become one that isn't in the text.
    private static Part text(String name, Function<ObjectNode, ObjectNode> place, String member) {
        return new Part(
                name,
                tree -> place.apply(tree).path(member).asText().getBytes(StandardCharsets.UTF_8),
                (tree, bytes) -> place.apply(tree).put(member, new String(bytes, StandardCharsets.UTF_8)));
    }
}
