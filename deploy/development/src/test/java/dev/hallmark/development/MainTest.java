package dev.hallmark.development;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The entry point as a launcher runs it: a process of its own.
final class MainTest {

    @TempDir
    private Path data;

    @Test
    void saysThatItIsReadyAndStopsWhenItIsTold() throws Exception {
        Process process = run("--data", data.toString(), "--port", "0");
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).startsWith("Development authorities ready at http://127.0.0.1:");
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void saysInOneLineThatThePortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(other.getLocalPort());
            assertThat(outputOf(run("--data", data.toString(), "--port", port)))
                    .containsExactly("The development authorities could not start: port " + port
                            + " on 127.0.0.1 cannot be used: Address already in use");
        }
    }

    @Test
    void saysInOneLineThatTheDataIsInUse() throws Exception {
        try (DevelopmentAuthorities _ = DevelopmentAuthorities.start(data, 0, Clock.systemUTC())) {
            assertThat(outputOf(run("--data", data.toString(), "--port", "0")))
                    .containsExactly("The development authorities could not start: another process writes the log "
                            + data.resolve("sigstore/log.jsonl"));
        }
    }

    @Test
    void explainsItsOptions() throws Exception {
        assertThat(outputOf(run("--port", "0"))).containsExactly("usage: --data DIR --port N [--issuer URL]");
    }

    private static Process run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<String> outputOf(Process process) throws Exception {
        try (BufferedReader output = process.inputReader()) {
            List<String> lines = output.readAllLines();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isNotZero();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
