package dev.hallmark.standalone.demo;

import dev.hallmark.standalone.console.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The pip of a `python3` on the PATH.
///
/// It sees neither configuration, proxies nor certificate bundles of the machine, so it can only install from the index
/// that it is given, and only by the authority that it is given: a bundle in the environment would win over `--cert`.
final class Pip {
    private static final List<String> PYTHONS = List.of("python3", "python");
    private static final int LIMIT_SECONDS = 120;

    private final String python;
    private final String version;

    private Pip(String python, String version) {
        this.python = python;
        this.version = version;
    }

    /// The first one that works.
    static Optional<Pip> find() throws InterruptedException {
        for (String python : PYTHONS) {
            try {
                String said = run(List.of(python, "-m", "pip", "--version"), Map.of());
                return Optional.of(new Pip(python, said.lines().findFirst().orElse("pip")));
            } catch (IOException | Refusal none) {
                // Not this one.
            }
        }
        return Optional.empty();
    }

    String version() {
        return version;
    }

    /// Installs one release, without dependencies, into a folder.
    void install(String requirement, URI simple, Path authority, Path target) throws IOException, InterruptedException {
        run(List.of(python, "-m", "pip", "install", "--isolated", "--no-cache-dir", "--disable-pip-version-check", "--no-deps",
                "--quiet", "--cert", authority.toString(), "--index-url", simple.toString(), "--target", target.toString(),
                requirement), Map.of());
    }

    /// Runs a line of Python with what was installed in a folder.
    String evaluate(String expression, Path target) throws IOException, InterruptedException {
        return run(List.of(python, "-c", expression), Map.of("PYTHONPATH", target.toString())).strip();
    }

    private static boolean changesPip(String name) {
        return name.startsWith("PIP_") || name.startsWith("PYTHON") || name.endsWith("_CA_BUNDLE")
                || name.toLowerCase(Locale.ROOT).endsWith("_proxy");
    }

    private static String run(List<String> command, Map<String, String> settings) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(Pip::changesPip);
        environment.put("PIP_CONFIG_FILE", "/dev/null");
        environment.putAll(settings);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new Refusal(String.join(" ", command) + " took longer than " + LIMIT_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new Refusal(String.join(" ", command.subList(0, Math.min(4, command.size()))) + " failed: " + output.strip());
        }
        return output;
    }
}
