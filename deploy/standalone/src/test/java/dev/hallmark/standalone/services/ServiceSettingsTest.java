package dev.hallmark.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void letsTheOperatorsFileWin() throws Exception {
        Files.writeString(folder.resolve("upload-service.local.properties"),
                "hallmark.issuers.\"pinned\".url=https://issuer.example\nhallmark.audience=mine\n");

        Path file = ServiceSettings.write(folder, "upload-service",
                Map.of("hallmark.audience", "hallmark", "hallmark.issuers.\"local\".url", "http://127.0.0.1:1"));

        assertThat(read(file)).containsEntry("hallmark.audience", "mine")
                .containsEntry("hallmark.issuers.\"pinned\".url", "https://issuer.example")
                .containsEntry("hallmark.issuers.\"local\".url", "http://127.0.0.1:1")
                .containsEntry("config_ordinal", "350");
    }

    private static Properties read(Path file) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
