package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hallmark.development.sigstore.BundleCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Sigstore's reference implementation about the bundles of our corpus, all of which `./hallmark verify-bundle` judges by
/// their names. Where the two differ the difference is explained.
class SigstorePythonTest {

    /// It accepts what must be refused. Each name stands for all cases that end with it.
    private static final Map<String, String> IT_ACCEPTS = Map.ofEntries(
            Map.entry("checkpoint-of-other-origin_fail", "the origin of a checkpoint is not compared with the log's name"),
            Map.entry("checkpoint-of-other-size_fail", "the size in the checkpoint is not compared with the proof's"),
            Map.entry("rekor2-integrated-time-unsigned_fail", "a time that nobody signed is ignored, and not refused"),
            Map.entry("rekor2-log-index-changed_fail", "an index that nobody signed is ignored, and not refused"),
            Map.entry("timestamp-of-other-signature_fail", "one timestamp that holds is enough, whatever others say"),
            Map.entry("rekor2-timestamp-of-other-certificate_fail",
                    "the signing certificate that a timestamp names (RFC 5816) is not compared"),
            Map.entry("dsse-unknown-statement-type_fail", "the type of a statement is for callers to look at"),
            Map.entry("message-digest-of-other-algorithm_fail", "the digest in the bundle is a hint, and the file is hashed again"),
            Map.entry("duplicate-member_fail", "of two members of one name the last counts"),
            Map.entry("trust-root-ca-ended_fail", "windows of certificate authorities are not looked at"),
            Map.entry("trust-root-ca-not-begun_fail", "as above"),
            Map.entry("trust-root-ctlog-ended_fail", "windows of logs are not looked at"),
            Map.entry("trust-root-tlog-ended_fail", "as above"),
            Map.entry("trust-root-tlog-not-begun_fail", "as above"),
            Map.entry("trust-root-rekor2-tlog-ended_fail", "as above"),
            Map.entry("trust-root-rekor2-tlog-not-begun_fail", "as above"),
            Map.entry("trust-root-tlog-missing-validity_fail", "a window that was forgotten is taken for eternal"));

    /// It refuses what is right.
    private static final Map<String, String> IT_REFUSES = Map.of(
            "dsse-with-hashedrekord-happy-path", "it knows statements in dsse entries of Rekor v1 only",
            "trust-root-tsa-validity-end-inclusive", "the last second of a timestamp authority counts as after its end");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> agreesOrIsKnownNotTo() throws IOException {
        PythonClients.Outcome outcome = PythonClients.outcome();
        assumeThat(outcome).isInstanceOf(PythonClients.Outcome.Made.class);
        PythonClients clients = ((PythonClients.Outcome.Made) outcome).clients();
        List<BundleCorpus.Case> cases = BundleCorpus.cases();
        for (BundleCorpus.Case example : cases) {
            write(example);
        }
        Command.Ended judged = clients.judgeBundles(folder);
        assertThat(judged.exitCode()).as(judged.output()).isZero();
        Map<String, String> refusals = refusals(judged);
        assertThat(refusals).hasSameSizeAs(cases);
        return cases.stream().map(example -> dynamicTest(example.name(), () -> {
            boolean refused = !refusals.get(example.name()).isEmpty();
            boolean differs = refused ? IT_REFUSES.containsKey(example.name()) : accepts(example.name());

            assertThat(refused).as(refusals.get(example.name())).isEqualTo(example.mustFail() != differs);
        }));
    }

    private static boolean accepts(String name) {
        return IT_ACCEPTS.keySet().stream().anyMatch(name::endsWith);
    }

    private void write(BundleCorpus.Case example) throws IOException {
        Path directory = Files.createDirectories(folder.resolve(example.name()));
        Files.writeString(directory.resolve("bundle.sigstore.json"), example.bundle());
        Files.writeString(directory.resolve("trusted_root.json"), example.trustedRoot());
        Files.writeString(directory.resolve("artifact"), example.file());
        Files.writeString(directory.resolve("identity"), example.identity());
        Files.writeString(directory.resolve("issuer"), example.issuer());
    }

    /// The reason of each refusal by its case, empty where there was none.
    private static Map<String, String> refusals(Command.Ended judged) {
        return judged.output().lines()
                .filter(line -> line.contains("\t"))
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, _) -> first, TreeMap::new));
    }
}
