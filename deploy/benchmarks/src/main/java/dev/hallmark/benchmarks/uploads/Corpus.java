package dev.hallmark.benchmarks.uploads;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.UploadStaged;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A file of uploads, one record of the topic `uploads` a line, so that all who are compared get the same.
public final class Corpus {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Corpus() {}

    /// @param releases how many, each with `files` files
    public static void write(Path file, AttestedUploads uploads, int releases, int files) throws IOException {
        EventCodec codec = new EventCodec();
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int release = 0; release < releases; release++) {
                for (UploadStaged upload : uploads.release(release, files)) {
                    UUID id = UUID.nameUUIDFromBytes(upload.file().filename().getBytes(StandardCharsets.US_ASCII));
                    lines.write(JSON.writeValueAsString(codec.write(id, "upload-service", Instant.EPOCH, upload)));
                    lines.newLine();
                }
            }
        }
    }

    public static List<UploadStaged> read(Path file) throws IOException {
        EventCodec codec = new EventCodec();
        try (var lines = Files.lines(file)) {
            return lines.map(line -> upload(codec, line)).toList();
        }
    }

    private static UploadStaged upload(EventCodec codec, String line) {
        EventRecord record;
        try {
            record = JSON.readValue(line, EventRecord.class);
        } catch (IOException e) {
            throw new IllegalStateException("a corpus has one record a line", e);
        }
        Received received =
                codec.read(record.topic(), record.key(), record.headers(), record.json().getBytes(StandardCharsets.UTF_8));
        return switch (received) {
            case Received.Accepted(_, _, UploadStaged upload) -> upload;
            case Received.Accepted _, Received.Refused _ -> throw new IllegalStateException("no upload: " + received);
        };
    }
}
