package dev.hallmark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher as a process, in the ways in which it cannot start.
@Timeout(90)
class MainTest {
    @TempDir
    private Path folder;

    @Test
    void saysThatAPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Ended ended = run("up", "--data", folder.resolve("data").toString(), "--port", "" + taken.getLocalPort());

            assertThat(ended.error).isEqualTo("hallmark: port " + taken.getLocalPort() + " of 127.0.0.1 is in use: stop the other"
                    + " program or choose another with --port\n");
            assertThat(ended.code).isEqualTo(1);
        }
    }

    @Test
    void saysThatTheFolderCannotBeUsed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        Ended ended = run("up", "--data", file.resolve("below").toString());

        assertThat(ended.error).startsWith("hallmark: the data folder " + file.resolve("below") + " cannot be used: ").hasLineCount(1);
        assertThat(ended.code).isEqualTo(1);
    }

    @Test
    void saysThatNoIndexRunsForADemonstration() throws Exception {
        Ended ended = run("demo", "--data", folder.toString());

        assertThat(ended.error).startsWith("hallmark: no index is ready in " + folder).hasLineCount(1);
        assertThat(ended.code).isEqualTo(1);
    }

    @Test
    void refusesAPortThatIsNone() throws Exception {
        Ended ended = run("up", "--data", folder.toString(), "--port", "70000");

        assertThat(ended.error).isEqualTo("hallmark: --port is 70000, expected 1 to 65535\n");
    }

    private record Ended(int code, String error) { }

    private static Ended run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m", "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-Dhallmark.home=" + System.getProperty("hallmark.home"), "-cp",
                System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), error);
    }
}
