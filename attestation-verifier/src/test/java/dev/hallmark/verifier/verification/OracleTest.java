package dev.hallmark.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hallmark.contract.event.Verdict;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.development.sigstore.EvidenceForm;
import dev.hallmark.development.sigstore.Fault;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// sigstore-java 2.0.0 is asked about the same attestations. Where it says something else, a test here says why.
class OracleTest {

    /// What sigstore-java accepts and we don't, each with its reason.
    private static final Set<Fault> IT_ACCEPTS = EnumSet.of(
            // It looks neither at key usage nor at basic constraints.
            Fault.SERVER_AUTHENTICATION_USAGE,
            Fault.NO_EXTENDED_USAGE,
            Fault.NO_DIGITAL_SIGNATURE_USAGE,
            Fault.LEAF_IS_AUTHORITY,
            // The platform's parser stops after the certificate, whatever follows.
            Fault.CERTIFICATE_FOLLOWED_BY_BYTE,
            // It compares the logged key and not the logged certificate.
            Fault.OTHER_CERTIFICATE_LOGGED,
            // It verifies the first entry only.
            Fault.SECOND_ENTRY,
            // It reads the kind in the body only.
            Fault.ENTRY_OF_OTHER_KIND,
            // The checkpoint's size is not compared with the proof's, nor its origin with the log's name.
            Fault.CHECKPOINT_OF_OTHER_SIZE,
            Fault.CHECKPOINT_OF_OTHER_ORIGIN);

    /// What it accepts or not depending on the tree: with the checkpoint's size not compared, the path of another size
    /// is sometimes the same.
    private static final Set<Fault> IT_ACCEPTS_SOMETIMES = EnumSet.of(Fault.PROOF_TREE_SIZE_CHANGED);

    private final SigstoreJava sigstoreJava;

    OracleTest() throws Exception {
        this.sigstoreJava = SigstoreJava.trusting(World.SIGSTORE.trustedRoot().json());
    }

    @TestFactory
    Stream<DynamicTest> agreesAboutWhatIsRight() {
        return AcceptedUploadsTest.variants().entrySet().stream()
                .map(variant -> dynamicTest(variant.getKey(), () -> assertThat(
                                sigstoreJava.refusal(variant.getValue().tree(), World.DIGEST))
                        .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> agreesAboutFaultsOrIsKnownNotTo() {
        return Arrays.stream(Fault.values()).filter(fault -> fault.bends(EvidenceForm.REKOR_V1)).map(fault -> dynamicTest(fault.name(), () -> {
            Attestation attestation = World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT, Knobs.with(fault));

            boolean accepts = sigstoreJava.refusal(attestation.tree(), World.DIGEST).isEmpty();

            if (!IT_ACCEPTS_SOMETIMES.contains(fault)) {
                assertThat(accepts).isEqualTo(IT_ACCEPTS.contains(fault));
            }
            assertThat(World.verdict(attestation.json())).isInstanceOf(Verdict.Rejected.class);
        }));
    }

    /// The check of the signing time against the certificate is missing in 2.0.0 (and back in 2.1.0).
    @Test
    void differsAboutASignatureMadeAfterTheCertificateExpired() throws Exception {
        Attestation late = World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT, Knobs.integrated(Duration.ofHours(1)));

        assertThat(sigstoreJava.refusal(late.tree(), World.DIGEST)).isEmpty();
        assertThat(World.outcome(World.verdict(late.json()))).isEqualTo("signing-time-outside-certificate");
    }

    /// It wants a predicate; in-toto and the reference client don't.
    @Test
    void differsAboutAStatementWithoutAPredicate() throws Exception {
        Attestation bare = World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT.withoutPredicate());

        assertThat(sigstoreJava.refusal(bare.tree(), World.DIGEST)).isPresent();
        assertThat(World.outcome(World.verdict(bare.json()))).isEqualTo("verified");
    }

    /// The last of two members with one name wins there, and another reader takes the first.
    @Test
    void differsAboutADuplicateMember() throws Exception {
        Statement twice = World.STATEMENT.withDuplicate("predicateType", "\"" + Statement.PUBLISH + "\"");
        Attestation attestation = World.SIGSTORE.attest(World.IDENTITY, twice);

        assertThat(sigstoreJava.refusal(attestation.tree(), World.DIGEST)).isEmpty();
        assertThat(World.outcome(World.verdict(attestation.json()))).isEqualTo("statement-malformed");
    }
}
