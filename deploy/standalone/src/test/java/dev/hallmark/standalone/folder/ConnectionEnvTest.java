package dev.hallmark.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.standalone.console.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionEnvTest {
    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() throws Exception {
        Map<String, String> values = Map.of("PLAIN", "http://localhost:8080", "QUOTED", "/a folder/it's here/ca.pem");
        new ConnectionEnv(values).write(folder);

        assertThat(ConnectionEnv.read(folder).values()).isEqualTo(values);
    }

    @Test
    void isUnderstoodByAShell() throws Exception {
        new ConnectionEnv(Map.of("QUOTED", "/a folder/it's $HOME/ca.pem")).write(folder);

        Process shell = new ProcessBuilder("/bin/sh", "-c", ". ./connection.env; printf %s \"$QUOTED\"")
                .directory(folder.toFile()).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("/a folder/it's $HOME/ca.pem");
    }

    @Test
    void isForItsOwnerOnly() throws Exception {
        new ConnectionEnv(Map.of()).write(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ConnectionEnv.in(folder))))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhatToDoWhenNoIndexIsReady() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> ConnectionEnv.read(folder))
                .withMessageContaining("start ./hallmark up first");
    }
}
