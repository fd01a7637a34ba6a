package dev.hallmark.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(25)
class LeftoversTest {
    @TempDir
    private Path folder;

    @Test
    void waitsForAProcessThatStillEnds() throws Exception {
        Process leaving = new ProcessBuilder("sleep", "1").start();
        Files.writeString(folder.resolve("kafka.pid"), leaving.pid() + "\n");

        Leftovers.awaitEnd(folder, Clock.systemUTC());

        assertThat(leaving.isAlive()).isFalse();
        assertThat(folder.resolve("kafka.pid")).doesNotExist();
    }

    @Test
    void doesNotWaitForAYoungerProcessWithTheSameNumber() throws Exception {
        Path pidFile = Files.writeString(folder.resolve("kafka.pid"), ProcessHandle.current().pid() + "\n");
        Files.setLastModifiedTime(pidFile, FileTime.from(Instant.EPOCH));

        assertThatCode(() -> Leftovers.awaitEnd(folder, Clock.systemUTC())).doesNotThrowAnyException();
    }
}
