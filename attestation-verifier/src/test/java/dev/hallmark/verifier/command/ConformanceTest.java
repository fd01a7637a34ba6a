package dev.hallmark.verifier.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The cases of Sigstore's conformance suite for bundles, from a folder of them where there is one: that of the system
/// property `conformance.directory`, of the environment variable `CONFORMANCE_DIRECTORY`, or `data/conformance` in the
/// shared directory beside the checkout. It is the suite's `test/assets/bundle-verify`.
///
/// Each case is a directory with `bundle.sigstore.json`, and where they are not the usual ones with `artifact`, `identity`,
/// `issuer` and `trusted_root.json`. One whose name ends in `_fail` must be refused. Those with `key.pub` are about
/// signatures without an identity, which are out of scope.
final class ConformanceTest {

    private static final String USUAL_IDENTITY =
            "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";
    private static final String USUAL_ISSUER = "https://token.actions.githubusercontent.com";

    /// The suite wants this obsolete kind of log entry (`intoto` 0.0.2) accepted, and we refuse it.
    private static final Set<String> REFUSED_ON_PURPOSE = Set.of("intoto-with-custom-trust-root");

    @TestFactory
    Stream<DynamicTest> agreesWithTheSuite() throws IOException {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            System.out.println("hallmark: no Sigstore conformance cases were run: name their folder with CONFORMANCE_DIRECTORY");
        }
        assumeThat(folder).isPresent();
        List<Path> cases;
        try (Stream<Path> entries = Files.list(folder.orElseThrow())) {
            cases = entries.filter(entry -> Files.exists(entry.resolve("bundle.sigstore.json"))).sorted().toList();
        }
        assertThat(cases).isNotEmpty();
        return cases.stream().map(example -> dynamicTest(example.getFileName().toString(), () -> agrees(example)));
    }

    private static Optional<Path> folder() {
        return Stream.of(
                        Optional.ofNullable(System.getProperty("conformance.directory")),
                        Optional.ofNullable(System.getenv("CONFORMANCE_DIRECTORY")),
                        Optional.of(Path.of(System.getProperty("shared.directory"), "data", "conformance").toString()))
                .flatMap(Optional::stream)
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static void agrees(Path example) throws IOException {
        String name = example.getFileName().toString();
        assumeThat(example.resolve("key.pub")).doesNotExist();
        Path artifact = example.resolve("artifact");
        List<String> line = new ArrayList<>(List.of(
                "verify-bundle",
                "--bundle", example.resolve("bundle.sigstore.json").toString(),
                "--certificate-identity", textOr(example.resolve("identity"), USUAL_IDENTITY),
                "--certificate-oidc-issuer", textOr(example.resolve("issuer"), USUAL_ISSUER)));
        if (Files.exists(example.resolve("trusted_root.json"))) {
            line.addAll(List.of("--trusted-root", example.resolve("trusted_root.json").toString()));
        }
        line.add((Files.exists(artifact) ? artifact : example.resolveSibling("a.txt")).toString());

        Console console = Console.run(line.toArray(String[]::new));

        boolean mustFail = name.endsWith("_fail") || REFUSED_ON_PURPOSE.contains(name);
        assertThat(console.exitCode()).as(console.out() + console.err()).isEqualTo(mustFail ? 1 : 0);
    }

    private static String textOr(Path file, String usual) throws IOException {
        return Files.exists(file) ? Files.readString(file).strip() : usual;
    }
}
