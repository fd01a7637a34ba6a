package dev.hallmark.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.standalone.console.Console;
import dev.hallmark.standalone.console.Refusal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisedTest {
    @TempDir
    private Path folder;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Test
    void bringsAPartBackThatWasKilled() throws Exception {
        Supervised part = supervised("touch ready; sleep 1000");
        part.start();
        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();

        String happened = lines.poll(20, TimeUnit.SECONDS);
        String after = lines.poll(20, TimeUnit.SECONDS);
        part.stop();

        assertThat(happened).contains("part ended (signal 9); starting it again");
        assertThat(after).contains("part is back");
    }

    @Test
    void endsAPartThatItStops() throws Exception {
        Supervised part = supervised("touch ready; sleep 1000");
        part.start();
        ProcessHandle child = ProcessHandle.of(pid()).orElseThrow();

        part.stop();

        assertThat(child.isAlive()).isFalse();
        assertThat(lines).isEmpty();
    }

    @Test
    void saysInOneLineWhyAPartDidNotStart() {
        Supervised part = supervised("echo 'first'; echo 'ERROR: no room'; echo 'bye'; exit 3");

        assertThatExceptionOfType(Refusal.class).isThrownBy(part::start)
                .withMessage("part did not start: ERROR: no room (log: " + folder.resolve("part.log") + ")");
    }

    private Supervised supervised(String script) {
        Child child = new Child(List.of("/bin/sh", "-c", script), Map.of("PATH", System.getenv("PATH")), folder,
                StopSignal.TERM, Duration.ofSeconds(1));
        Component component = new Component("part", () -> Files.deleteIfExists(folder.resolve("ready")), child,
                () -> Files.exists(folder.resolve("ready")), Optional.empty());
        Console console = new Console(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                lines.add(line);
            }
        }, Clock.systemUTC());
        return new Supervised(component, folder, folder, console, Clock.systemUTC());
    }

    private long pid() {
        return Guard.readPid(folder.resolve("part.pid")).orElseThrow();
    }
}
