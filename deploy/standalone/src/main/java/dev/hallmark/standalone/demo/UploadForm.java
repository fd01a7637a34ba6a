package dev.hallmark.standalone.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The form of an upload to the legacy API, in the order in which twine sends it: fields, attestations, content.
///
/// @param boundary the separator, which occurs in no part
/// @param fields   names and values
/// @param wheel    the file
record UploadForm(String boundary, Map<String, String> fields, ExampleWheel wheel) {
    static UploadForm of(ExampleWheel wheel, String attestations, String boundary) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("metadata_version", ExampleWheel.METADATA_VERSION);
        fields.put("name", ExampleWheel.PROJECT);
        fields.put("version", wheel.version());
        fields.put("summary", ExampleWheel.SUMMARY);
        fields.put("project_urls", "Source, https://github.com/" + Demo.REPOSITORY);
        fields.put("requires_python", ExampleWheel.REQUIRES_PYTHON);
        fields.put("filetype", "bdist_wheel");
        fields.put("pyversion", "py3");
        fields.put("sha256_digest", wheel.sha256().hex());
        fields.put("attestations", attestations);
        fields.put(":action", "file_upload");
        fields.put("protocol_version", "1");
        return new UploadForm(boundary, fields, wheel);
    }

    String mediaType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    byte[] toBytes() {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        fields.forEach((name, value) -> form.writeBytes(lines("--" + boundary,
                "Content-Disposition: form-data; name=\"" + name + "\"", "", value, "")));
        form.writeBytes(lines("--" + boundary,
                "Content-Disposition: form-data; name=\"content\"; filename=\"" + wheel.filename() + "\"",
                "Content-Type: application/octet-stream", "", ""));
        form.writeBytes(wheel.toBytes());
        form.writeBytes(lines("", "--" + boundary + "--", ""));
        return form.toByteArray();
    }

    private static byte[] lines(String... lines) {
        return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
