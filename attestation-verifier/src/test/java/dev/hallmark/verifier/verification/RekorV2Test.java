package dev.hallmark.verifier.verification;

import static dev.hallmark.verifier.verification.World.entry;
import static dev.hallmark.verifier.verification.World.field;
import static dev.hallmark.verifier.verification.World.material;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.development.sigstore.EvidenceForm;
import dev.hallmark.development.sigstore.Fault;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.Oddity;
import dev.hallmark.development.sigstore.Statement;
import dev.hallmark.development.sigstore.TrustedRoot;
import dev.hallmark.development.sigstore.TrustedRoot.Window;
import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.sigstore.AcceptedEvidence;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Log entries of Rekor v2 and timestamps (RFC 3161), by a judge who was told to take them.
class RekorV2Test {

    static final Judge JUDGE = judge(World.SIGSTORE.trustedRoot());
    private static final Knobs SECOND = Knobs.in(EvidenceForm.REKOR_V2);

    static {
        for (int i = 0; i < 5; i++) {
            World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT, SECOND);
        }
    }

    static Map<Fault, RejectionCode> codes() {
        Map<Fault, RejectionCode> codes = new EnumMap<>(Fault.class);
        put(codes, RejectionCode.CERTIFICATE_CHAIN_UNTRUSTED, Fault.FOREIGN_AUTHORITY);
        put(codes, RejectionCode.CERTIFICATE_MALFORMED, Fault.CERTIFICATE_FOLLOWED_BY_BYTE);
        put(codes, RejectionCode.SCT_INVALID, Fault.NO_CERTIFICATE_TIMESTAMP, Fault.CERTIFICATE_TIMESTAMP_OF_UNKNOWN_LOG,
                Fault.CERTIFICATE_TIMESTAMP_SIGNATURE_CHANGED, Fault.CERTIFICATE_TIMESTAMP_OF_OTHER_CERTIFICATE);
        put(codes, RejectionCode.CERTIFICATE_USAGE, Fault.SERVER_AUTHENTICATION_USAGE, Fault.NO_EXTENDED_USAGE,
                Fault.NO_DIGITAL_SIGNATURE_USAGE, Fault.LEAF_IS_AUTHORITY);
        put(codes, RejectionCode.SIGNATURE_INVALID, Fault.SIGNED_BY_OTHER_KEY, Fault.STATEMENT_CHANGED_AFTER_SIGNING);
        put(codes, RejectionCode.LOG_ENTRY_MISMATCH, Fault.OTHER_CERTIFICATE_LOGGED, Fault.OTHER_STATEMENT_LOGGED,
                Fault.OTHER_SIGNATURE_LOGGED);
        put(codes, RejectionCode.LOG_UNKNOWN, Fault.UNKNOWN_LOG);
        put(codes, RejectionCode.LOG_ENTRY_COUNT, Fault.SECOND_ENTRY);
        put(codes, RejectionCode.LOG_ENTRY_MALFORMED, Fault.ENTRY_OF_OTHER_KIND, Fault.LOG_INDEX_CHANGED,
                Fault.INTEGRATED_TIME_UNSIGNED, Fault.NO_INCLUSION_PROOF, Fault.NO_CHECKPOINT, Fault.PROOF_INDEX_CHANGED);
        put(codes, RejectionCode.INCLUSION_PROOF_INVALID, Fault.PROOF_HASH_CHANGED, Fault.PROOF_TOO_SHORT, Fault.PROOF_TOO_LONG);
        put(codes, RejectionCode.CHECKPOINT_INVALID, Fault.PROOF_TREE_SIZE_CHANGED, Fault.PROOF_ROOT_HASH_CHANGED,
                Fault.CHECKPOINT_BY_OTHER_KEY, Fault.CHECKPOINT_SIGNATURE_CHANGED, Fault.CHECKPOINT_OF_OTHER_ROOT,
                Fault.CHECKPOINT_OF_OTHER_SIZE, Fault.CHECKPOINT_OF_OTHER_ORIGIN, Fault.CHECKPOINT_KEY_HINT_CHANGED,
                Fault.CHECKPOINT_BY_WITNESS_ONLY);
        put(codes, RejectionCode.SIGNING_TIME_MISSING, Fault.NO_TIMESTAMP);
        put(codes, RejectionCode.TIMESTAMP_INVALID, Fault.TIMESTAMP_SIGNATURE_CHANGED, Fault.TIMESTAMP_OF_OTHER_SIGNATURE,
                Fault.TIMESTAMP_BY_FOREIGN_AUTHORITY, Fault.TIMESTAMP_REFUSED, Fault.TIMESTAMP_OF_SHA_1,
                Fault.TIMESTAMP_FOLLOWED_BY_BYTE, Fault.TIMESTAMP_OF_OTHER_CERTIFICATE,
                Fault.TIMESTAMP_AUTHORITY_FOR_CODE_SIGNING, Fault.TIMESTAMP_AUTHORITY_USAGE_NOT_CRITICAL,
                Fault.SECOND_TIMESTAMP_OF_OTHER_SIGNATURE);
        put(codes, RejectionCode.SIGNING_TIME_OUTSIDE_CERTIFICATE, Fault.SECOND_TIMESTAMP_TOO_LATE);
        return codes;
    }

    private static void put(Map<Fault, RejectionCode> codes, RejectionCode code, Fault... faults) {
        Arrays.stream(faults).forEach(fault -> codes.put(fault, code));
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryFault() {
        Map<Fault, RejectionCode> codes = codes();
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.bends(EvidenceForm.REKOR_V2))
                .map(fault -> dynamicTest(fault.name(), () -> {
                    Verdict verdict = judge(attest(SECOND.and(fault)));

                    assertThat(World.outcome(verdict)).as(String.valueOf(verdict)).isEqualTo(codes.get(fault).code());
                    assertThat(((Verdict.Rejected) verdict).sentence()).matches("[ -~]+").hasSizeLessThan(600);
                }));
    }

    static Map<String, Supplier<String>> right() {
        Map<String, Supplier<String>> right = new LinkedHashMap<>();
        right.put("hashedrekord 0.0.2", () -> attest(SECOND));
        right.put("dsse 0.0.2", () -> attest(Knobs.in(EvidenceForm.REKOR_V2_DSSE)));
        right.put("dsse 0.0.1 with the log's promise", () -> attest(Knobs.none()));
        right.put("signed in the certificate's last second", () -> attest(SECOND.integratedAt(Knobs.CERTIFICATE_LIFETIME)));
        right.put("outside of ASCII", () -> World.attest(
                World.IDENTITY, Statement.provenance(World.FILENAME, World.DIGEST).withPredicate("{\"a\":\"\u00e9\u6f22\"}"), SECOND));
        for (Oddity oddity : Oddity.values()) {
            right.put(oddity.name(), () -> attest(SECOND.and(oddity)));
        }
        right.put("timestamp besides the promise of the first version", () -> attest(Knobs.none().and(Oddity.TIMESTAMPED_TOO)));
        right.put("time of zero", () -> changed(tree -> entry(tree).put("integratedTime", "0")));
        return right;
    }

    @TestFactory
    Stream<DynamicTest> accepts() {
        return right().entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> {
            Verdict verdict = judge(entry.getValue().get());

            assertThat(verdict).as(String.valueOf(verdict)).isInstanceOf(Verdict.Verified.class);
        }));
    }

    @Test
    void recordsTheTimestampsTimeAndTheEntrysKind() {
        Verdict verdict = judge(attest(SECOND.integratedAt(Duration.ofSeconds(7))));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
            assertThat(verified.attestations().getFirst().signedAt()).isEqualTo(World.NOW.plusSeconds(7));
            assertThat(verified.attestations().getFirst().logEntry().kind()).isEqualTo("hashedrekord");
            assertThat(verified.attestations().getFirst().logEntry().version()).isEqualTo("0.0.2");
        });
    }

    @Test
    void isNotTakenUnlessConfigured() {
        assertThat(World.outcome(World.verdict(attest(SECOND)))).isEqualTo("log-entry-malformed");
    }

    @Test
    void refusesEntriesThatOnlyBundlesHave() {
        assertThat(World.outcome(judge(attest(Knobs.in(EvidenceForm.REKOR_V1_HASHEDREKORD))))).isEqualTo("log-entry-malformed");
        assertThat(World.outcome(judge(attest(Knobs.in(EvidenceForm.REKOR_V1_INTOTO))))).isEqualTo("log-entry-malformed");
    }

    @Test
    void takesNoTimeFromAnEntryThatPromisesNone() {
        String attestation = World.changed(tree -> entry(tree).remove("inclusionPromise"));

        assertThat(World.outcome(judge(attestation))).isEqualTo("signing-time-missing");
    }

    @Test
    void refusesAPromiseInTheSecondVersion() {
        String attestation = changed(tree -> entry(tree)
                .put("integratedTime", World.NOW.getEpochSecond())
                .putObject("inclusionPromise")
                .put("signedEntryTimestamp", "AAAA"));

        assertThat(World.outcome(judge(attestation))).isEqualTo("log-entry-malformed");
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsNoTimestamp() {
        return Stream.of(
                        "", "AAAA", "MAA=", "MIAAAA==",
                        Base64.getEncoder().encodeToString("0\u0003".repeat(4_000).getBytes(StandardCharsets.ISO_8859_1)),
                        Base64.getEncoder().encodeToString(nested(3_000)))
                .map(timestamp -> dynamicTest("timestamp " + timestamp.length(), () -> {
                    String attestation = changed(tree -> material(tree).putArray("timestamps").add(timestamp));

                    assertThat(World.outcome(judge(attestation))).isEqualTo("timestamp-invalid");
                }));
    }

    /// Sequences in sequences.
    private static byte[] nested(int depth) {
        byte[] bytes = {};
        for (int i = 0; i < depth && bytes.length < 16_000; i++) {
            ByteArrayOutputStream outer = new ByteArrayOutputStream();
            outer.write(0x30);
            if (bytes.length >= 0x100) {
                outer.write(0x82);
                outer.write(bytes.length >> 8);
            } else if (bytes.length >= 0x80) {
                outer.write(0x81);
            }
            outer.write(bytes.length);
            outer.writeBytes(bytes);
            bytes = outer.toByteArray();
        }
        return bytes;
    }

    @Test
    void refusesTimestampsOfAnAuthorityOutsideOfItsTime() {
        Window before = Window.between(World.NOW.minusSeconds(9), World.NOW.minusSeconds(1));
        Window after = Window.from(World.NOW.plusSeconds(1));
        String attestation = attest(SECOND);

        assertThat(Stream.of(before, after)
                        .map(World.SIGSTORE.trustedRoot()::withTimestampAuthorityWindow)
                        .map(root -> World.outcome(judge(root).judge(World.upload(field(attestation))))))
                .containsOnly("timestamp-invalid");
    }

    @Test
    void acceptsWindowsThatEndInTheSecondOfSigning() {
        Window second = Window.between(World.NOW, World.NOW);
        TrustedRoot root = World.SIGSTORE.trustedRoot().withTimestampAuthorityWindow(second).withSecondLogWindow(second);

        assertThat(World.outcome(judge(root).judge(World.upload(field(attest(SECOND)))))).isEqualTo("verified");
    }

    @Test
    void refusesALogOutsideOfItsTime() {
        TrustedRoot root = World.SIGSTORE.trustedRoot().withSecondLogWindow(Window.from(World.NOW.plusSeconds(1)));

        assertThat(World.outcome(judge(root).judge(World.upload(field(attest(SECOND)))))).isEqualTo("log-unknown");
    }

    /// Of one authority the timestamp, of another, which is none, the time.
    @Test
    void borrowsNoAuthoritysTimeForAnother() {
        ObjectNode tree = World.SIGSTORE
                .trustedRoot()
                .withTimestampAuthorityWindow(Window.from(World.NOW.plusSeconds(60)))
                .tree();
        ObjectNode other = tree.withArray("timestampAuthorities").addObject();
        other.putObject("subject").put("organization", "other").put("commonName", "other");
        other.put("uri", "https://other.example").putObject("certChain").putArray("certificates");
        other.putObject("validFor").put("start", World.NOW.minusSeconds(60).toString());

        Verdict verdict = judgeBy(tree.toString()).judge(World.upload(field(attest(SECOND))));

        assertThat(World.outcome(verdict)).isEqualTo("timestamp-invalid");
    }

    @Test
    void remembersTimestampsOfNoOtherSignature() {
        List<Attestation> two = World.SIGSTORE.attest(
                World.IDENTITY, List.of(World.STATEMENT, Statement.provenance(World.FILENAME, World.DIGEST)), SECOND);
        ObjectNode swapped = two.get(0).tree();
        material(swapped).set("timestamps", material(two.get(1).tree()).get("timestamps"));

        assertThat(World.outcome(JUDGE.judge(World.upload(Attestation.arrayOf(two))))).isEqualTo("verified");
        assertThat(World.outcome(judge(swapped.toString()))).isEqualTo("timestamp-invalid");
    }

    private static String changed(Consumer<ObjectNode> change) {
        ObjectNode tree = World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT, SECOND).tree();
        change.accept(tree);
        return tree.toString();
    }

    private static String attest(Knobs knobs) {
        return World.attest(knobs);
    }

    private static Verdict judge(String attestation) {
        return JUDGE.judge(World.upload(field(attestation)));
    }

    private static Judge judge(TrustedRoot root) {
        return judgeBy(root.json());
    }

    private static Judge judgeBy(String rootJson) {
        TrustRoots roots = TrustRoots.of(Map.of(World.PUBLISHER.issuer(), World.root("local", rootJson)));
        return new Judge(
                () -> roots,
                AcceptedEvidence.REKOR_V1_AND_V2,
                AttestationLimits.DEFAULT,
                PredicateTypes.DEFAULT);
    }
}
