package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.development.web.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The log on disk: one JSON line for each entry, appended and forced before the entry is promised to anybody.
///
/// A crash in the middle of a line leaves one without its end, which nobody was promised and the next start cuts off.
/// The file is locked, because two writers would give one index twice.
final class EntryFile implements AutoCloseable {

    /// What a line holds: an entry and its time. Everything else follows from its place and the key.
    record Line(Bytes body, Instant integratedTime) {}

    private final Path path;
    private final FileChannel channel;

    private EntryFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static EntryFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException("another process writes the log " + path);
        }
        return new EntryFile(path, channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    List<Line> readAll() throws IOException {
        byte[] bytes = content();
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int end = endOfLine(bytes, start); end >= 0; end = endOfLine(bytes, start)) {
            lines.add(parse(new String(bytes, start, end - start, StandardCharsets.UTF_8)));
            start = end + 1;
        }
        channel.truncate(start);
        return lines;
    }

    /// Read by the locked channel: on POSIX systems the lock ends when any other one on the same file is closed.
    private byte[] content() throws IOException {
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        int read = 0;
        while (content.hasRemaining() && read >= 0) {
            read = channel.read(content, content.position());
        }
        return content.array();
    }

    private static int endOfLine(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private Line parse(String text) throws IOException {
        @Nullable ObjectNode line =
                Json.parseObject(text.getBytes(StandardCharsets.UTF_8)).asOptional().orElse(null);
        if (line == null || !line.path("body").isTextual() || !line.path("integratedTime").isIntegralNumber()) {
            throw new IOException("expected lines with body and integratedTime in " + path);
        }
        return new Line(
                Bytes.ofBase64(line.path("body").asText()),
                Instant.ofEpochSecond(line.path("integratedTime").asLong()));
    }

    void append(Line line) throws IOException {
        long end = channel.size();
        ObjectNode json = Json.object()
                .put("body", line.body.base64())
                .put("integratedTime", line.integratedTime.getEpochSecond());
        ByteBuffer bytes = ByteBuffer.wrap((Json.text(json) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            for (long at = end; bytes.hasRemaining(); at = end + bytes.position()) {
                channel.write(bytes, at);
            }
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
