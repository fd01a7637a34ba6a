package dev.hallmark.verifier.verification;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// `@sigstore/verify` of npm as another opinion. It is asked about signatures and evidence, not about whom a certificate
/// names.
final class SigstoreJs {

    private static final String PACKAGE = "@sigstore/verify@3.1.1";
    private static final String SCRIPT = "sigstore-js.cjs";
    private static final Path DIRECTORY = Path.of("target", "sigstore-js");

    private SigstoreJs() {}

    /// Whether it is there, or could be fetched; says why not.
    static boolean isAvailable() throws InterruptedException, IOException {
        if (!Files.isDirectory(DIRECTORY.resolve("node_modules/@sigstore/verify"))) {
            Files.createDirectories(DIRECTORY);
            if (!succeeds("node", "--version")
                    || !succeeds("npm", "install", "--prefix", DIRECTORY.toString(), "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE)) {
                System.out.println("hallmark: without " + PACKAGE + ": node, npm or the package is not there");
                return false;
            }
        }
        try (InputStream script = Objects.requireNonNull(SigstoreJs.class.getResourceAsStream(SCRIPT))) {
            Files.write(DIRECTORY.resolve(SCRIPT), script.readAllBytes());
        }
        return true;
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(DIRECTORY.resolve(command[0] + ".log").toFile())
                    .start();
            return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /// Why it refuses each bundle; empty where it accepts.
    static List<Optional<String>> refusals(String trustedRoot, List<String> bundles) throws IOException, InterruptedException {
        Path root = Files.writeString(DIRECTORY.resolve("trusted_root.json"), trustedRoot);
        Path input = Files.write(DIRECTORY.resolve("bundles.jsonl"), bundles);
        Process process = new ProcessBuilder("node", DIRECTORY.resolve(SCRIPT).toString(), root.toString())
                .redirectInput(input.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answers = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("node ended with " + process.exitValue());
        }
        return answers.lines()
                .map(answer -> answer.equals("accepted") ? Optional.<String>empty() : Optional.of(answer))
                .toList();
    }
}
