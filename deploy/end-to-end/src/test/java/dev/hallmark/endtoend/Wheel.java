package dev.hallmark.endtoend;

import dev.hallmark.contract.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A small distribution with bytes of its own.
///
/// @param project as its owners write it
record Wheel(String project, String version, String filename, byte[] bytes) {

    /// An installable wheel with one module, which holds `content`.
    static Wheel of(String project, String version, String content) {
        String stem = project.toLowerCase().replaceAll("[-_.]+", "_");
        String info = stem + "-" + version + ".dist-info/";
        Map<String, String> files = new LinkedHashMap<>();
        files.put(stem + ".py", "CONTENT = " + quoted(content) + "\n");
        files.put(info + "METADATA", """
                Metadata-Version: 2.1
                Name: %s
                Version: %s
                Summary: made by a test
                Project-URL: Source, https://github.com/hallmark-tests/%s
                """.formatted(project, version, stem));
        files.put(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        StringBuilder record = new StringBuilder();
        files.forEach((name, text) -> record.append(name).append(",sha256=").append(digest(text)).append(',')
                .append(text.getBytes(StandardCharsets.UTF_8).length).append('\n'));
        files.put(info + "RECORD", record.append(info).append("RECORD,,\n").toString());
        return new Wheel(project, version, stem + "-" + version + "-py3-none-any.whl", zip(files));
    }

    Sha256 sha256() {
        return Sha256.of(bytes);
    }

    Path writeTo(Path directory) {
        try {
            return Files.write(directory.resolve(filename), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        byte[] digest = Sha256.of(text.getBytes(StandardCharsets.UTF_8)).toBytes();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /// Stored, not compressed, and at a fixed time: the same content gives the same bytes.
    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                CRC32 crc = new CRC32();
                crc.update(content);
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
