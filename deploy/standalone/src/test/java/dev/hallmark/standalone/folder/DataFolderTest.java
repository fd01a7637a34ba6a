package dev.hallmark.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.standalone.console.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path parent;

    @Test
    void isOpenOnceAtATime() throws Exception {
        try (DataFolder first = DataFolder.open(parent.resolve("data"))) {
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> DataFolder.open(first.path()))
                    .withMessage("./hallmark up already runs on %s (pid %d)", first.path(), ProcessHandle.current().pid());
        }
    }

    @Test
    void canBeOpenedAgain() throws Exception {
        DataFolder.open(parent.resolve("data")).close();

        try (DataFolder again = DataFolder.open(parent.resolve("data"))) {
            assertThat(again.resolve("blobs")).isDirectory();
        }
    }

    @Test
    void saysInOneLineThatItCannotBeMade() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> DataFolder.open(file))
                .withMessage("the data folder %s cannot be used: %s is a file, not a folder", file, file);
    }

    @Test
    void keepsASecret() throws Exception {
        Secret first = Secret.kept(parent.resolve("token"), "prefix-", new SecureRandom());

        assertThat(Secret.kept(parent.resolve("token"), "prefix-", new SecureRandom())).isEqualTo(first);
        assertThat(first.reveal()).startsWith("prefix-").hasSizeGreaterThan(32);
        assertThat(first).asString().doesNotContain(first.reveal());
    }
}
