package dev.hallmark.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The real clients of `clients.txt`, in a virtual environment that is made once. Where it can't be made, the tests
/// that need it are skipped, and the run says so at its end.
final class PythonClients {

    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(4);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Path WANTED = Path.of("clients.txt");
    private static final Path HOME = Path.of("target/clients").toAbsolutePath();
    private static final Path MADE_OF = HOME.resolve("made-of.txt");

    private static Outcome made;

    sealed interface Outcome {
        record Made(PythonClients clients) implements Outcome {}

        record Missing(String why) implements Outcome {}
    }

    private PythonClients() {}

    /// The clients, or why there are none.
    static synchronized Outcome outcome() {
        if (made == null) {
            made = make();
        }
        return made;
    }

    private static Outcome make() {
        try {
            String wanted = Files.readString(WANTED);
            if (!Files.exists(MADE_OF) || !Files.readString(MADE_OF).equals(wanted)) {
                Files.deleteIfExists(MADE_OF);
                Command.Ended environment = run("python3", "-m", "venv", "--clear", HOME.toString());
                if (environment.exitCode() != 0) {
                    return new Outcome.Missing("python3 -m venv: " + lastLine(environment));
                }
                Command.Ended install = run(
                        HOME.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "20",
                        "--disable-pip-version-check", "-r", WANTED.toString());
                if (install.exitCode() != 0) {
                    return new Outcome.Missing("pip install: " + lastLine(install));
                }
                Files.writeString(MADE_OF, wanted);
            }
            return new Outcome.Made(new PythonClients());
        } catch (UncheckedIOException e) {
            return new Outcome.Missing(String.valueOf(e.getCause().getMessage()));
        } catch (AssertionError tookTooLong) {
            return new Outcome.Missing("installing them took more than " + INSTALL_LIMIT.toMinutes() + " minutes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Command.Ended run(String... line) {
        return Command.of(Path.of(".").toAbsolutePath(), line).run(INSTALL_LIMIT);
    }

    private static String lastLine(Command.Ended ended) {
        List<String> lines = ended.output().lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "exit code " + ended.exitCode() : lines.getLast();
    }

    /// @param files the distribution, then its attestations
    Command.Ended twineUpload(Index index, String token, Path... files) {
        List<String> line = new ArrayList<>(List.of(
                program("twine"), "upload", "--non-interactive", "--disable-progress-bar", "--verbose",
                "--repository-url", index.httpOrigin() + "/legacy/"));
        if (files.length > 1) {
            line.add("--attestations");
        }
        for (Path file : files) {
            line.add(file.toString());
        }
        return command(line, Map.of("TWINE_USERNAME", "__token__", "TWINE_PASSWORD", token)).run(LIMIT);
    }

    /// Over https, with what a job of GitHub Actions finds in its environment.
    ///
    /// @param dist folder of distributions and their attestations
    Command.Ended uvPublish(Index index, CiJob job, Path dist) {
        return uvPublish(index, environmentOf(job), dist);
    }

    /// Over https.
    ///
    /// @param job what it finds in its environment
    Command.Ended uvPublish(Index index, Map<String, String> job, Path dist) {
        Map<String, String> environment = new TreeMap<>(tls(index));
        environment.putAll(job);
        List<String> line = List.of(
                program("uv"), "publish", "--trusted-publishing", "always", "--publish-url", index.tlsOrigin() + "/legacy/",
                dist + "/*");
        return command(line, environment).run(LIMIT);
    }

    /// Over https, in a project of its own with this one distribution.
    Command.Ended pdmPublish(Index index, CiJob job, Path project, Wheel wheel) {
        try {
            Files.writeString(
                    project.resolve("pyproject.toml"),
                    "[project]\nname = \"" + wheel.project() + "\"\nversion = \"" + wheel.version() + "\"\n");
            wheel.writeTo(Files.createDirectories(project.resolve("dist")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> line = List.of(
                program("pdm"), "publish", "--no-build", "--project", project.toString(),
                "--repository", index.tlsOrigin() + "/legacy/", "--ca-certs", index.certificateAuthority().toString());
        Map<String, String> environment = new TreeMap<>(tls(index));
        environment.putAll(environmentOf(job));
        environment.put("PDM_CHECK_UPDATE", "false");
        return command(line, environment).run(LIMIT);
    }

    private static Map<String, String> environmentOf(CiJob job) {
        return Map.of(
                "GITHUB_ACTIONS", "true",
                "ACTIONS_ID_TOKEN_REQUEST_URL", job.tokens().url().toString(),
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN", job.tokens().token());
    }

    /// Into an empty directory, over http.
    Command.Ended pipInstall(Index index, String requirement, Path target) {
        List<String> line = List.of(
                program("python"), "-m", "pip", "install", "--no-deps", "--no-cache-dir", "--disable-pip-version-check",
                "--no-build-isolation", "--index-url", index.httpOrigin() + "/simple/", "--target", target.toString(),
                requirement);
        return command(line, Map.of()).run(LIMIT);
    }

    /// Over https.
    Command.Ended pipDownload(Index index, String requirement, Path target) {
        List<String> line = List.of(
                program("python"), "-m", "pip", "download", "--no-deps", "--no-cache-dir", "--disable-pip-version-check",
                "--no-build-isolation", "--cert", index.certificateAuthority().toString(), "--index-url",
                index.tlsOrigin() + "/simple/", "--dest", target.toString(), requirement);
        return command(line, Map.of()).run(LIMIT);
    }

    /// Over https, into an empty directory.
    Command.Ended uvInstall(Index index, String requirement, Path target) {
        List<String> line = List.of(
                program("uv"), "pip", "install", "--no-deps", "--no-cache", "--no-build-isolation", "--python",
                program("python"), "--default-index", index.tlsOrigin() + "/simple/", "--target", target.toString(),
                requirement);
        return command(line, tls(index)).run(LIMIT);
    }

    /// The reference client's verdict about a file, with the public-good trust root that it carries and no network.
    Command.Ended verify(Path provenance, String repositoryUrl, Path file) {
        List<String> line = List.of(
                program("pypi-attestations"), "verify", "pypi", "--offline", "--provenance-file", provenance.toString(),
                "--repository", repositoryUrl, file.toString());
        // A proxy that nobody listens on: whatever asked the network would fail.
        return command(line, Map.of("HTTPS_PROXY", "http://127.0.0.1:9", "HTTP_PROXY", "http://127.0.0.1:9")).run(LIMIT);
    }

    /// What Sigstore's reference implementation says of each bundle below a folder, one line a case.
    Command.Ended judgeBundles(Path folder) {
        Path script = Path.of("src/test/resources/judge_bundles.py").toAbsolutePath();
        return command(List.of(program("python"), script.toString(), folder.toString()), Map.of()).run(LIMIT);
    }

    private static Map<String, String> tls(Index index) {
        return Map.of("SSL_CERT_FILE", index.certificateAuthority().toString());
    }

    /// Nothing of the machine's configuration reaches the clients but the path.
    private static Command command(List<String> line, Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("PATH", System.getenv("PATH"));
        all.put("HOME", HOME.resolve("home").toString());
        all.put("LANG", "C.UTF-8");
        all.put("PIP_CONFIG_FILE", "/dev/null");
        all.put("UV_NO_CONFIG", "1");
        return new Command(line, all, HOME, false);
    }

    private static String program(String name) {
        return HOME.resolve("bin").resolve(name).toString();
    }
}
