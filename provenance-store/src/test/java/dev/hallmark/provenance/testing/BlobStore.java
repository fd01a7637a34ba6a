package dev.hallmark.provenance.testing;

import dev.hallmark.contract.BlobAddress;
import dev.hallmark.contract.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Writes blobs as upload-service does.
@ApplicationScoped
public class BlobStore {

    @ConfigProperty(name = "hallmark.blobs.directory")
    Path directory;

    public void keep(String content) {
        keepAs(Facts.digest(content), content);
    }

    public void keepAs(Sha256 sha256, String content) {
        try {
            Path path = new BlobAddress(sha256).within(directory);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
