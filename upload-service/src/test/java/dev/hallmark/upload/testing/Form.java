package dev.hallmark.upload.testing;

import dev.hallmark.contract.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An upload form, as twine sends it unless it is changed.
public final class Form {

    public static final String BOUNDARY = "----boundary-of-a-test";

    private record Part(String name, String filename, byte[] content) {}

    private final List<Part> parts = new ArrayList<>();

    private Form() {}

    public static Form empty() {
        return new Form();
    }

    public static Form of(Distributions.Distribution distribution) {
        return empty()
                .field("metadata_version", "2.4")
                .field("name", distribution.project())
                .field("version", distribution.version())
                .field("filetype", distribution.filetype())
                .field("pyversion", distribution.filetype().equals("sdist") ? "source" : "py3")
                .field("sha256_digest", Sha256.of(distribution.bytes()).hex())
                .field(":action", "file_upload")
                .field("protocol_version", "1")
                .file("content", distribution.filename(), distribution.bytes());
    }

    public Form field(String name, String value) {
        parts.add(new Part(name, null, value.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    public Form file(String name, String filename, byte[] content) {
        parts.add(new Part(name, filename, content));
        return this;
    }

    public Form with(String name, String value) {
        return without(name).field(name, value);
    }

    public Form without(String name) {
        parts.removeIf(part -> part.name.equals(name));
        return this;
    }

    /// In file names.
    public Form fillIn(String placeholder, String value) {
        parts.replaceAll(part -> part.filename == null
                ? part
                : new Part(part.name, part.filename.replace(placeholder, value), part.content));
        return this;
    }

    public byte[] contentOf(String name) {
        return parts.stream().filter(part -> part.name.equals(name)).findFirst().orElseThrow().content;
    }

    /// The file comes first and the fields after it.
    public Form contentFirst() {
        parts.sort((a, b) -> Boolean.compare(b.name.equals("content"), a.name.equals("content")));
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part.name + "\""
                            + (part.filename == null ? "" : "; filename=\"" + part.filename + "\"") + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes(part.content);
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
