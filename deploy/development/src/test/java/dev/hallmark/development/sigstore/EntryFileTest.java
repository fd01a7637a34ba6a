package dev.hallmark.development.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EntryFileTest {

    private static final EntryFile.Line FIRST = line("first");
    private static final EntryFile.Line SECOND = line("second");

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void write() throws IOException {
        path = directory.resolve("log.jsonl");
        try (EntryFile file = EntryFile.open(path)) {
            file.append(FIRST);
        }
    }

    @Test
    void readsBackWhatItAppended() throws IOException {
        assertThat(linesAfter()).containsExactly(FIRST);
    }

    @Test
    void cutsOffALineThatACrashLeftUnfinished() throws IOException {
        Files.writeString(path, "{\"body\":\"aaaa", StandardOpenOption.APPEND);
        try (EntryFile file = EntryFile.open(path)) {
            assertThat(file.readAll()).containsExactly(FIRST);
            file.append(SECOND);
        }
        assertThat(linesAfter()).containsExactly(FIRST, SECOND);
    }

    @Test
    void refusesToReadALineThatIsNotItsOwn() throws IOException {
        Files.writeString(path, "{}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(this::linesAfter).isInstanceOf(IOException.class).hasMessageContaining("log.jsonl");
    }

    @Test
    void letsOnlyOneWriterIn() throws IOException {
        try (EntryFile _ = EntryFile.open(path)) {
            assertThatThrownBy(() -> EntryFile.open(path)).hasMessageContaining("another process writes the log");
        }
    }

    private List<EntryFile.Line> linesAfter() throws IOException {
        try (EntryFile file = EntryFile.open(path)) {
            return file.readAll();
        }
    }

    private static EntryFile.Line line(String body) {
        return new EntryFile.Line(Bytes.of(body.getBytes(StandardCharsets.US_ASCII)), Instant.ofEpochSecond(1_770_000_000));
    }
}
