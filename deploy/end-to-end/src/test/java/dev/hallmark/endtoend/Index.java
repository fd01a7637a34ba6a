package dev.hallmark.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real index: `./hallmark up` on a data folder of its own, as a process of its own.
final class Index implements AutoCloseable {

    static final Path HOME = Path.of(System.getProperty("hallmark.home"));
    static final Duration START_LIMIT = Duration.ofSeconds(150);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Path INDEXES = Path.of("target/indexes").toAbsolutePath();

    private final Path data;
    private final Path console;
    private final int port = freePort();
    private final int tlsPort = freePort();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private Process launcher;
    private Map<String, String> connection = Map.of();

    private Index(Path data, Path console) {
        this.data = data;
        this.console = console;
    }

    /// An index with nothing in it, not yet started; what an earlier run left under this name is deleted.
    static Index named(String name) {
        try {
            Path data = INDEXES.resolve(name);
            deleteAll(data);
            Files.createDirectories(data);
            return new Index(data, INDEXES.resolve(name + ".console"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes the operator's settings of one service, which the next start reads.
    Index withSettings(String service, String... lines) {
        try {
            Path settings = Files.createDirectories(data.resolve("settings"));
            Files.write(settings.resolve(service + ".local.properties"), List.of(lines));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns when the index is ready.
    Index start() {
        try {
            Files.deleteIfExists(data.resolve("connection.env"));
            ProcessBuilder up = new ProcessBuilder(
                            HOME.resolve("hallmark").toString(), "up", "--data", data.toString(),
                            "--port", Integer.toString(port), "--tls-port", Integer.toString(tlsPort))
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
            up.environment().put("JAVA_HOME", System.getProperty("java.home"));
            up.environment().put("HALLMARK_NO_BUILD", "1");
            launcher = up.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Waiting.until("an index that is ready:\n" + console, START_LIMIT, () -> {
            if (!launcher.isAlive()) {
                throw new AssertionError("./hallmark up ended with " + launcher.exitValue() + ":\n" + consoleText());
            }
            return Files.exists(data.resolve("connection.env"));
        });
        connection = readConnection();
        keepSecret(adminToken());
        return this;
    }

    /// Asks the launcher to stop, as Ctrl-C does, and returns when it is gone.
    void stop() {
        if (launcher == null) {
            return;
        }
        launcher.toHandle().destroy();
        awaitEnd();
    }

    /// `kill -9` of the launcher, and of nothing else.
    void killLauncher() {
        Processes.kill(launcherPid());
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!launcher.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("./hallmark up does not stop:\n" + consoleText());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isRunning() {
        return launcher != null && launcher.isAlive();
    }

    /// The JVM of the launcher, which `./hallmark` may have replaced itself with or started.
    private long launcherPid() {
        try {
            return Long.parseLong(Files.readString(data.resolve("run/lock")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The process of one part, such as `kafka` or `upload-service`.
    long pid(String part) {
        return Waiting.forValue("a process of " + part, Duration.ofSeconds(60), () -> {
            try {
                return Optional.of(Long.parseLong(
                        Files.readString(data.resolve("run").resolve(part + ".pid")).strip()));
            } catch (IOException | NumberFormatException notNow) {
                return Optional.empty();
            }
        });
    }

    void deleteKafkasData() throws IOException {
        deleteAll(data.resolve("kafka/log"));
    }

    Path data() {
        return data;
    }

    int port() {
        return port;
    }

    /// On the plain http origin.
    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    String httpOrigin() {
        return connection.get("HALLMARK_URL");
    }

    String tlsOrigin() {
        return connection.get("HALLMARK_TLS_URL");
    }

    Path certificateAuthority() {
        return Path.of(connection.get("HALLMARK_CA_FILE"));
    }

    String adminToken() {
        return connection.get("HALLMARK_ADMIN_TOKEN");
    }

    /// The local issuer and the local Sigstore.
    URI authorities() {
        return URI.create(connection.get("HALLMARK_DEVELOPMENT_URL"));
    }

    Map<String, String> connection() {
        return connection;
    }

    Manage manage() {
        return new Manage(this);
    }

    Reader reader() {
        return new Reader(this);
    }

    /// Remembers a secret that was used with this index, so that its logs can be searched for it.
    void keepSecret(String secret) {
        secrets.add(secret);
    }

    Set<String> secrets() {
        return secrets;
    }

    /// Everything that the index has written for people: its logs and the launcher's console.
    List<Path> logs() {
        List<Path> logs = new ArrayList<>(List.of(console));
        try (Stream<Path> files = Files.walk(data.resolve("logs"))) {
            files.filter(Files::isRegularFile).forEach(logs::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return logs;
    }

    String consoleText() {
        try {
            return Files.exists(console) ? Files.readString(console) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Processes that belong to this index, the launcher among them.
    List<ProcessHandle> processes() {
        return Processes.of(data);
    }

    /// Stops the index; processes that outlive it are a failure, and are ended.
    @Override
    public void close() {
        stop();
        List<ProcessHandle> orphans = processes();
        orphans.forEach(ProcessHandle::destroyForcibly);
        if (!orphans.isEmpty()) {
            throw new AssertionError("expected no process after ./hallmark up ended, found " + Processes.describe(orphans));
        }
    }

    private Map<String, String> readConnection() {
        try {
            Map<String, String> values = new TreeMap<>();
            for (String line : Files.readAllLines(data.resolve("connection.env"))) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    values.put(line.substring(0, equals), line.substring(equals + 1).replaceAll("^'|'$", ""));
                }
            }
            return Map.copyOf(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
