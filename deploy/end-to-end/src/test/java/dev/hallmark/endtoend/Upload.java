package dev.hallmark.endtoend;

import dev.hallmark.contract.Sha256;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The upload form of the legacy API, part by part, so that each can be wrong.
record Upload(List<Part> parts, Map<String, String> headers) {

    private static final String BOUNDARY = "----hallmark-end-to-end";

    /// @param filename null for a field
    record Part(String name, String filename, byte[] content) {
        static Part field(String name, String value) {
            return new Part(name, null, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    static Upload of(Wheel wheel) {
        return of(wheel.project(), wheel.version(), wheel.filename(), wheel.bytes());
    }

    static Upload of(String project, String version, String filename, byte[] bytes) {
        boolean wheel = filename.endsWith(".whl");
        return new Upload(
                List.of(
                        Part.field(":action", "file_upload"),
                        Part.field("protocol_version", "1"),
                        Part.field("metadata_version", "2.1"),
                        Part.field("name", project),
                        Part.field("version", version),
                        Part.field("filetype", wheel ? "bdist_wheel" : "sdist"),
                        Part.field("pyversion", wheel ? "py3" : "source"),
                        Part.field("sha256_digest", Sha256.of(bytes).hex()),
                        new Part("content", filename, bytes)),
                Map.of("User-Agent", "end-to-end/1"));
    }

    /// Adds a field after all other parts, as uv does.
    Upload with(String name, String value) {
        List<Part> more = new ArrayList<>(parts);
        more.add(Part.field(name, value));
        return new Upload(more, headers);
    }

    Upload withAttestations(String json) {
        return with("attestations", json);
    }

    Upload without(String name) {
        return new Upload(parts.stream().filter(part -> !part.name().equals(name)).toList(), headers);
    }

    Upload withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Upload(parts, more);
    }

    Upload withToken(String token) {
        String credentials = Base64.getEncoder().encodeToString(("__token__:" + token).getBytes(StandardCharsets.UTF_8));
        return withHeader("Authorization", "Basic " + credentials);
    }

    Answer sendTo(Index index) {
        return sendTo(index, UnaryOperator.identity());
    }

    /// @param change of the body before it is sent
    Answer sendTo(Index index, UnaryOperator<byte[]> change) {
        byte[] body = change.apply(body());
        return Http.send("POST", url(index), allHeaders(), body);
    }

    Answer sendPartlyTo(Index index, int bytes) {
        return Http.send("POST", url(index), allHeaders(), body(), bytes);
    }

    byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Part part : parts) {
            String file = part.filename() == null ? "" : "; filename=\"" + part.filename() + "\"";
            body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part.name() + "\"" + file
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.content());
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private Map<String, String> allHeaders() {
        Map<String, String> all = new TreeMap<>(headers);
        all.putIfAbsent("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        return all;
    }

    private static URI url(Index index) {
        return index.url("/legacy/");
    }
}
