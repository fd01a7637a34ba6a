package dev.hallmark.standalone.demo;

import dev.hallmark.contract.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A tiny pure Python wheel, made in memory; the same version gives the same bytes.
///
/// Binary distribution format: `RECORD` lists every file with the URL-safe base64 of its SHA-256 and its size, itself
/// without both.
final class ExampleWheel {
    static final String PROJECT = "hallmark-demo";
    static final String MODULE = "hallmark_demo";
    static final String SUMMARY = "A small example release, published with attestations";
    static final String REQUIRES_PYTHON = ">=3.8";
    static final String METADATA_VERSION = "2.1";
    /// The earliest time that a zip file can tell.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final String version;
    private final byte[] bytes;

    private ExampleWheel(String version, byte[] bytes) {
        this.version = version;
        this.bytes = bytes;
    }

    static ExampleWheel of(String version) {
        return new ExampleWheel(version, zip(withRecord(version, contents(version))));
    }

    String version() {
        return version;
    }

    String filename() {
        return filename(version);
    }

    static String filename(String version) {
        return MODULE + "-" + version + "-py3-none-any.whl";
    }

    byte[] toBytes() {
        return bytes.clone();
    }

    Sha256 sha256() {
        return Sha256.of(bytes);
    }

    static String greeting(String version) {
        return "Hello from " + PROJECT + " " + version;
    }

    private static Map<String, byte[]> contents(String version) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(MODULE + "/__init__.py", utf8("""
                \"""%s.\"""

                __version__ = "%s"


                def greeting():
                    return "%s"
                """.formatted(SUMMARY, version, greeting(version))));
        files.put(distInfo(version) + "METADATA", utf8("""
                Metadata-Version: %s
                Name: %s
                Version: %s
                Summary: %s
                Project-URL: Source, https://github.com/%s
                Requires-Python: %s
                """.formatted(METADATA_VERSION, PROJECT, version, SUMMARY, Demo.REPOSITORY, REQUIRES_PYTHON)));
        files.put(distInfo(version) + "WHEEL", utf8("""
                Wheel-Version: 1.0
                Generator: hallmark-demo
                Root-Is-Purelib: true
                Tag: py3-none-any
                """));
        return files;
    }

    private static String distInfo(String version) {
        return MODULE + "-" + version + ".dist-info/";
    }

    private static Map<String, byte[]> withRecord(String version, Map<String, byte[]> files) {
        StringBuilder record = new StringBuilder();
        files.forEach((name, content) -> record.append(name).append(",sha256=").append(digest(content)).append(',')
                .append(content.length).append('\n'));
        String name = distInfo(version) + "RECORD";
        record.append(name).append(",,\n");
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        all.put(name, utf8(record.toString()));
        return all;
    }

    private static String digest(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(Sha256.of(content).hex()));
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
