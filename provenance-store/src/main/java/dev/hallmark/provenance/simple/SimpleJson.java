package dev.hallmark.provenance.simple;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hallmark.provenance.catalogue.ListedFile;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.catalogue.Yank;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Renders the Simple API's JSON, keys in alphabetical order.
///
/// Nothing is null but `provenance`, where null is the standard's word for "none": the strictest client refuses a page
/// with a null in `size`, `upload-time`, `yanked`, `hashes` or `project-status`.
final class SimpleJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    /// Clients accept at most six digits of a second's fraction.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SimpleJson() {}

    static byte[] projects(List<Project> projects, long serial) {
        return write(json -> {
            json.writeStartObject();
            meta(json, serial);
            json.writeArrayFieldStart("projects");
            for (Project project : projects) {
                json.writeStartObject();
                json.writeNumberField("_last-serial", project.serial());
                json.writeStringField("name", project.spelling());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /// What stands before the files of a project.
    static byte[] head() {
        return "{\"files\":[".getBytes(StandardCharsets.UTF_8);
    }

    static byte[] separator() {
        return ",".getBytes(StandardCharsets.UTF_8);
    }

    /// Some of a project's files: elements of the array, with commas between them.
    static byte[] files(List<ListedFile> files, FileLinks links) {
        byte[] array = write(json -> {
            json.writeStartArray();
            for (ListedFile file : files) {
                file(json, file, links);
            }
            json.writeEndArray();
        });
        return new String(array, 1, array.length - 2, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    /// What stands behind the files.
    ///
    /// @param versions each once, in order
    static byte[] tail(PageState page, List<String> versions) {
        byte[] object = write(json -> {
            json.writeStartObject();
            meta(json, page.serial());
            json.writeStringField("name", page.project().normalized());
            json.writeObjectFieldStart("project-status");
            if (page.statusReason() != null) {
                json.writeStringField("reason", page.statusReason());
            }
            json.writeStringField("status", page.status().marker());
            json.writeEndObject();
            json.writeArrayFieldStart("versions");
            for (String version : versions) {
                json.writeString(version);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
        return ("]," + new String(object, 1, object.length - 1, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static void file(JsonGenerator json, ListedFile file, FileLinks links) throws IOException {
        json.writeStartObject();
        if (file.coreMetadataSha256() == null) {
            json.writeBooleanField("core-metadata", false);
        } else {
            json.writeObjectFieldStart("core-metadata");
            json.writeStringField("sha256", file.coreMetadataSha256().hex());
            json.writeEndObject();
        }
        json.writeStringField("filename", file.filename());
        json.writeObjectFieldStart("hashes");
        json.writeStringField("sha256", file.sha256().hex());
        json.writeEndObject();
        if (file.attested()) {
            json.writeStringField("provenance", links.provenance(file));
        } else {
            json.writeNullField("provenance");
        }
        if (file.requiresPython() != null) {
            json.writeStringField("requires-python", file.requiresPython());
        }
        json.writeNumberField("size", file.size());
        json.writeStringField("upload-time", time(file.uploadedAt()));
        json.writeStringField("url", links.file(file));
        yanked(json, file.yank());
        json.writeEndObject();
    }

    /// True or a reason, never an empty one: clients disagree about what that would mean.
    private static void yanked(JsonGenerator json, @Nullable Yank yank) throws IOException {
        if (yank == null || yank.reason() == null) {
            json.writeBooleanField("yanked", yank != null);
        } else {
            json.writeStringField("yanked", yank.reason());
        }
    }

    private static void meta(JsonGenerator json, long serial) throws IOException {
        json.writeObjectFieldStart("meta");
        json.writeNumberField("_last-serial", serial);
        json.writeStringField("api-version", "1.4");
        json.writeEndObject();
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer can always be written", e);
        }
        return bytes.toByteArray();
    }
}
