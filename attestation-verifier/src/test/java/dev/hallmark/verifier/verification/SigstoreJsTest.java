package dev.hallmark.verifier.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hallmark.development.sigstore.Bundle;
import dev.hallmark.development.sigstore.EvidenceForm;
import dev.hallmark.development.sigstore.Fault;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.Oddity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `@sigstore/verify` is asked about the same evidence as we are. Where it says something else, a list here says why.
class SigstoreJsTest {

    /// What it accepts and we don't, each with its reason.
    private static final Set<Fault> IT_ACCEPTS = EnumSet.of(
            // It looks neither at key usage nor at basic constraints of a signer.
            Fault.SERVER_AUTHENTICATION_USAGE,
            Fault.NO_EXTENDED_USAGE,
            Fault.NO_DIGITAL_SIGNATURE_USAGE,
            Fault.LEAF_IS_AUTHORITY,
            // Its parser stops after the certificate, whatever follows.
            Fault.CERTIFICATE_FOLLOWED_BY_BYTE,
            // It compares the logged signature and statement, not the logged certificate.
            Fault.OTHER_CERTIFICATE_LOGGED,
            // It takes root hash and size from the checkpoint, not from the proof.
            Fault.PROOF_ROOT_HASH_CHANGED,
            Fault.PROOF_TREE_SIZE_CHANGED,
            // Whatever the log's key signed is the log's to it, under any name.
            Fault.CHECKPOINT_OF_OTHER_ORIGIN);

    @BeforeAll
    static void needsNode() throws Exception {
        assumeTrue(SigstoreJs.isAvailable(), "node and @sigstore/verify");
    }

    @Test
    void agreesAboutWhatIsRight() throws Exception {
        List<Optional<String>> refusals = refusals(List.of(
                Knobs.none(),
                Knobs.integrated(Knobs.CERTIFICATE_LIFETIME),
                Knobs.none().and(Oddity.CHECKPOINT_WITH_WITNESS),
                Knobs.none().and(Oddity.CERTIFICATE_TIMESTAMP_WITH_EXTENSIONS)));

        assertThat(refusals).containsOnly(Optional.empty());
    }

    /// It compares the log entry's digest with that of the statement, where Rekor v2 takes that of what is signed.
    @Test
    void differsAboutStatementsInTheSecondVersionOfTheLog() throws Exception {
        assertThat(refusals(List.of(Knobs.in(EvidenceForm.REKOR_V2)))).singleElement().satisfies(refusal ->
                assertThat(refusal).isPresent());
        assertThat(World.outcome(RekorV2Test.JUDGE.judge(World.upload(World.field(World.attest(Knobs.in(EvidenceForm.REKOR_V2)))))))
                .isEqualTo("verified");
    }

    @Test
    void acceptsNoFaultThatWeRefuseButTheseForTheirReasons() throws Exception {
        List<Fault> faults = EnumSet.allOf(Fault.class).stream().filter(fault -> fault.bends(EvidenceForm.REKOR_V1)).toList();
        List<Optional<String>> refusals = refusals(faults.stream().map(Knobs::with).toList());
        Set<Fault> accepted = new TreeSet<>();
        for (int i = 0; i < faults.size(); i++) {
            if (refusals.get(i).isEmpty()) {
                accepted.add(faults.get(i));
            }
        }

        assertThat(accepted).isEqualTo(IT_ACCEPTS);
    }

    private static List<Optional<String>> refusals(List<Knobs> knobs) throws Exception {
        List<String> bundles = new ArrayList<>();
        for (Knobs each : knobs) {
            bundles.add(World.SIGSTORE.bundle(Bundle.Version.V0_3, World.IDENTITY, World.STATEMENT, each).json());
        }
        return SigstoreJs.refusals(World.SIGSTORE.trustedRoot().json(), bundles);
    }
}
