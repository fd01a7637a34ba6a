package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `./hallmark` as people meet it.
@ExtendWith(SharedIndex.class)
class LauncherTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String VERIFY = "./hallmark verify ";

    @Test
    void demonstratesTheWholePath(Index index) {
        Command.Ended demo = hallmark("demo", "--data", index.data().toString()).run(LIMIT);

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output()).contains(index.tlsOrigin()).doesNotContain(index.adminToken());
    }

    @Test
    void demonstratesItASecondTime(Index index) {
        Command.Ended demo = hallmark("demo", "--data", index.data().toString()).run(LIMIT);

        assertThat(demo.exitCode()).as(demo.output()).isZero();
    }

    @Test
    void printsTheCommandThatVerifiesWhatTheDemonstrationPublished(Index index, @TempDir Path folder) throws IOException {
        Command.Ended demo = hallmark("demo", "--data", index.data().toString()).run(LIMIT);
        String[] commands = demo.output().lines()
                .filter(line -> line.contains(VERIFY))
                .findFirst()
                .orElseThrow(() -> new AssertionError(demo.output()))
                .strip()
                .split(" && ", 2);
        URI file = URI.create(commands[0].substring(commands[0].lastIndexOf(' ') + 1));
        Files.write(folder.resolve(Path.of(file.getPath()).getFileName().toString()), Http.get(file).body());

        Command.Ended verified = hallmark(folder, commands[1].substring("./hallmark ".length()).split(" ")).run(LIMIT);

        assertThat(verified.exitCode()).as(verified.output()).isZero();
        assertThat(verified.output()).contains("/hallmark-demo/.github/workflows/release.yml@refs/tags/v");
    }

    @Test
    void tellsOthersHowToReachTheIndexAndNobodyElse(Index index) throws IOException {
        assertThat(index.connection())
                .containsKeys("HALLMARK_URL", "HALLMARK_TLS_URL", "HALLMARK_CA_FILE", "HALLMARK_ADMIN_TOKEN");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(index.data().resolve("connection.env"))))
                .isEqualTo("rw-------");
    }

    @Test
    void staysWithinItsMemory(Index index) {
        long bytes = index.processes().stream().mapToLong(process -> Processes.residentBytes(process.pid())).sum();

        assertThat(bytes).isBetween(100L << 20, 1536L << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/metrics", "/q/openapi", "/%71/metrics", "/simple/../q/metrics", "//q/metrics"})
    void keepsWhatIsForOperatorsInside(String path, Index index) {
        assertThat(Http.get(index.url(path)).status()).isIn(400, 404);
    }

    @Test
    void refusesAPortInUseInOneLine(@TempDir Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Command.Ended up = hallmark(
                            "up", "--data", data.toString(), "--port", Integer.toString(taken.getLocalPort()), "--tls-port",
                            Integer.toString(Index.freePort()))
                    .run(LIMIT);

            assertThat(up.exitCode()).isNotZero();
            assertThat(up.output()).contains(Integer.toString(taken.getLocalPort())).doesNotContain("\tat ");
        }
    }

    @Test
    void refusesADataFolderThatIsInUse(Index index) {
        Command.Ended up = hallmark(
                        "up", "--data", index.data().toString(), "--port", Integer.toString(Index.freePort()), "--tls-port",
                        Integer.toString(Index.freePort()))
                .run(LIMIT);

        assertThat(up.exitCode()).isNotZero();
        assertThat(up.output()).contains("already runs").doesNotContain("\tat ");
    }

    @Test
    void explainsItself() {
        Command.Ended help = hallmark("up", "--help").run(LIMIT);

        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("--data", "--port", "--tls-port");
    }

    private static Command hallmark(String... arguments) {
        return hallmark(Index.HOME, arguments);
    }

    /// Run in a folder of the caller's.
    static Command hallmark(Path folder, String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = Index.HOME.resolve("hallmark").toString();
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return Command.of(folder, line).with(Map.of("JAVA_HOME", System.getProperty("java.home"), "HALLMARK_NO_BUILD", "1"));
    }
}
