package dev.hallmark.upload.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Small distributions.
public final class Distributions {

    private Distributions() {}

    public record Distribution(String project, String version, String filename, String filetype, byte[] bytes) {}

    public static String metadata(String name, String version) {
        return "Metadata-Version: 2.4\nName: " + name + "\nVersion: " + version
                + "\nSummary: A sample\nProject-URL: Source, https://github.com/octo/sample\nRequires-Python: >=3.9\n"
                + "Classifier: Topic :: Software Development\n\nA description.\n";
    }

    public static Distribution sdist(String name, String version) {
        return sdist(name, version, "");
    }

    /// @param salt makes other bytes
    public static Distribution sdist(String name, String version, String salt) {
        String stem = name.toLowerCase().replaceAll("[-_.]+", "_") + "-" + version;
        Map<String, String> members = new LinkedHashMap<>();
        members.put(stem + "/PKG-INFO", metadata(name, version));
        members.put(stem + "/module.py", "print('hello " + salt + "')\n");
        return new Distribution(name, version, stem + ".tar.gz", "sdist", tarGz(members));
    }

    public static Distribution wheel(String name, String version) {
        String stem = name.toLowerCase().replaceAll("[-_.]+", "_") + "-" + version;
        Map<String, String> members = new LinkedHashMap<>();
        members.put("module.py", "print('hello')\n");
        members.put(stem + ".dist-info/METADATA", metadata(name, version));
        members.put(stem + ".dist-info/WHEEL", "Wheel-Version: 1.0\n");
        members.put(stem + ".dist-info/RECORD", "");
        return new Distribution(name, version, stem + "-py3-none-any.whl", "bdist_wheel", zip(members));
    }

    public static byte[] tarGz(Map<String, String> members) {
        return gzip(tar(members));
    }

    public static byte[] tar(Map<String, String> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, String> member : members.entrySet()) {
                byte[] content = member.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
                entry.setSize(content.length);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] zip(Map<String, String> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> member : members.entrySet()) {
                ZipEntry entry = new ZipEntry(member.getKey());
                entry.setTime(1_000_000_000_000L);
                zip.putNextEntry(entry);
                zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
