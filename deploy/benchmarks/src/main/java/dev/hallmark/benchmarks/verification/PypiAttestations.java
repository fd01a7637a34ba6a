package dev.hallmark.benchmarks.verification;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The reference implementation in Python, in a virtual environment that is made the first time.
final class PypiAttestations {

    private static final String REQUIREMENT = "pypi-attestations==0.0.30";
    private static final String SCRIPT = "pypi_attestations_rate.py";
    private static final int INSTALL_MINUTES = 5;

    /// @param asShipped it makes its verifier, trust root and all, anew for each attestation
    /// @param prepared the verifier is made once, which its users can't have without replacing parts of it
    record Rates(Rate asShipped, Rate prepared) {}

    private final Path directory;

    /// @param directory for the environment and the script
    PypiAttestations(Path directory) {
        this.directory = directory;
    }

    /// @return empty, after a line that says why, where Python or the package can't be had
    Optional<Rates> measure(Input input) throws IOException, InterruptedException {
        if (!Files.exists(directory.resolve("venv/installed")) && !install()) {
            return Optional.empty();
        }
        try (InputStream resource =
                Objects.requireNonNull(PypiAttestations.class.getResourceAsStream(SCRIPT), "the script is a resource")) {
            Files.write(directory.resolve(SCRIPT), resource.readAllBytes());
        }
        return Optional.of(new Rates(measure(input, "as-shipped"), measure(input, "prepared")));
    }

    private Rate measure(Input input, String how) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        python(), directory.resolve(SCRIPT).toString(),
                        input.distinctCertificates().toString(), input.trustedRoot().toString(), how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("pypi-attestations did not verify the corpus: " + answer);
        }
        String[] rates = answer.split(" ", 2);
        return new Rate(Double.parseDouble(rates[0]), Double.parseDouble(rates[1]));
    }

    private String python() {
        return directory.resolve("venv/bin/python").toString();
    }

    private boolean install() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        if (!succeeds(List.of("python3", "-m", "venv", directory.resolve("venv").toString()))) {
            System.out.println("hallmark: without pypi-attestations: python3 with venv is not there");
            return false;
        }
        if (!succeeds(List.of(python(), "-m", "pip", "install", "--quiet", REQUIREMENT))) {
            System.out.println("hallmark: without pypi-attestations: pip could not install " + REQUIREMENT);
            return false;
        }
        Files.createFile(directory.resolve("venv/installed"));
        return true;
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
