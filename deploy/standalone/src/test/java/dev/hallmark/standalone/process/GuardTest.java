package dev.hallmark.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GuardTest {
    @TempDir
    private Path folder;

    @Test
    void endsTheChildWhenTheLauncherIsKilled() throws Exception {
        ProcessHandle child = childOfAKilledLauncher("sleep 1000");

        assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void killsAChildThatIgnoresTheRequestWhenTheLauncherIsKilled() throws Exception {
        ProcessHandle child = childOfAKilledLauncher("trap '' TERM; while :; do sleep 0.2; done");

        assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void tellsTheChildsExitCode() throws Exception {
        Guard guard = start("exit 7");

        assertThat(guard.endsWithin(Duration.ofSeconds(10))).isTrue();
        assertThat(guard.exitCode()).isEqualTo(7);
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void stopsTheChild() throws Exception {
        Guard guard = start("sleep 1000");
        ProcessHandle child = child();

        guard.stop();

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void stopsAlsoAChildWhoseGuardWasKilled() throws Exception {
        Guard guard = start("sleep 1000");
        ProcessHandle child = child();
        child.parent().orElseThrow().destroyForcibly();
        assertThat(guard.endsWithin(Duration.ofSeconds(10))).isTrue();

        guard.stop();

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void letsTheChildSeeItsOwnEnvironmentOnly() throws Exception {
        Guard guard = Guard.start(new Child(List.of("/usr/bin/env"), Map.of("ONLY", "this"), folder, StopSignal.TERM,
                Duration.ofSeconds(1)), pidFile(), folder.resolve("log"));
        guard.endsWithin(Duration.ofSeconds(10));

        assertThat(Files.readString(folder.resolve("log"))).contains("ONLY=this").doesNotContain("HOME=", "JAVA");
    }

    private Guard start(String script) throws IOException {
        return Guard.start(shell(folder, script), pidFile(), folder.resolve("log"));
    }

    private static Child shell(Path folder, String script) {
        return new Child(List.of("/bin/sh", "-c", script), Map.of("PATH", System.getenv("PATH")), folder, StopSignal.TERM,
                Duration.ofSeconds(1));
    }

    private Path pidFile() {
        return folder.resolve("child.pid");
    }

    private ProcessHandle child() {
        return awaitChild(pidFile());
    }

    private static ProcessHandle awaitChild(Path pidFile) {
        while (true) {
            var child = Guard.readPid(pidFile).flatMap(ProcessHandle::of);
            if (child.isPresent()) {
                return child.get();
            }
            Thread.onSpinWait();
        }
    }

    private ProcessHandle childOfAKilledLauncher(String script) throws Exception {
        Process launcher = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m",
                "-cp", System.getProperty("java.class.path"), Launcher.class.getName(), folder.toString(), script)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = launcher.inputReader(StandardCharsets.UTF_8)) {
            ProcessHandle child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            launcher.destroyForcibly().waitFor();
            return child;
        }
    }

    /// A launcher of one child, as a process that can be killed.
    static final class Launcher {
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            Path pidFile = folder.resolve("child.pid");
            Guard guard = Guard.start(shell(folder, arguments[1]), pidFile, folder.resolve("log"));
            System.out.println(awaitChild(pidFile).pid());
            guard.endsWithin(Duration.ofHours(1));
        }
    }
}
