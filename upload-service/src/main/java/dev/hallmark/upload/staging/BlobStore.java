package dev.hallmark.upload.staging;

import dev.hallmark.contract.BlobAddress;
import dev.hallmark.contract.Sha256;
import dev.hallmark.upload.settings.Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The bytes of distributions, addressed by their digest, in a directory. Blocking: call it through [FileWork].
///
/// A blob comes into being whole: it is written to a temporary file, synced, renamed, and the directories are synced. A
/// crash leaves a temporary file, which the next start removes, or a blob that nothing refers to, which harms nobody.
@ApplicationScoped
public class BlobStore {

    private static final String INCOMING = "incoming";
    private static final String LOCK = "lock";

    private final Path directory;
    private final Path incoming;
    private @Nullable FileChannel lockChannel;

    @Inject
    BlobStore(Settings settings) {
        this.directory = settings.blobs().directory().toAbsolutePath().normalize();
        this.incoming = directory.resolve(INCOMING).resolve(UUID.randomUUID().toString());
    }

    /// Every process has its own directory for temporary files and holds a lock in it while it lives, so that another
    /// one can tell what a crash left behind from what is being written.
    void start(@Observes StartupEvent event) {
        try {
            Files.createDirectories(incoming);
            FileChannel channel = FileChannel.open(
                    incoming.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            lockChannel = channel;
            removeLeftovers();
        } catch (IOException e) {
            throw new UncheckedIOException("hallmark.blobs.directory: expected a directory to write to, found " + directory, e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        try {
            if (lockChannel != null) {
                lockChannel.close();
            }
            removeRecursively(incoming);
        } catch (IOException e) {
            throw new UncheckedIOException("temporary files could not be removed; the next start does it", e);
        }
    }

    private void removeLeftovers() throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(directory.resolve(INCOMING))) {
            for (Path process : processes) {
                if (!process.equals(incoming) && isDead(process)) {
                    removeRecursively(process);
                }
            }
        }
    }

    private static boolean isDead(Path process) throws IOException {
        Path lock = process.resolve(LOCK);
        if (!Files.exists(lock)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            FileLock obtained = channel.tryLock();
            return obtained != null;
        } catch (java.nio.channels.OverlappingFileLockException e) {
            return false;
        }
    }

    private static void removeRecursively(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Deque<Path> found = new ArrayDeque<>();
        try (var all = Files.walk(tree)) {
            all.forEach(found::push);
        }
        for (Path path : found) {
            Files.deleteIfExists(path);
        }
    }

    /// Where a new temporary file may be created; on the file system of the blobs. Doesn't block.
    public Path newTemporary() {
        return incoming.resolve(UUID.randomUUID().toString());
    }

    /// Writes a small blob's bytes to a temporary file, durably.
    public Path writeTemporary(byte[] content) throws IOException {
        Path temporary = newTemporary();
        Files.write(temporary, content, StandardOpenOption.CREATE_NEW);
        sync(temporary);
        return temporary;
    }

    /// Until this returns, a power cut may lose the bytes.
    public void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Makes the temporary file the blob of its digest; it is there durably when this returns. A blob that is there
    /// already stays, since its bytes are the same. The caller holds the lock of the digest.
    void place(Path temporary, Sha256 sha256) throws IOException {
        Path blob = new BlobAddress(sha256).within(directory);
        Path parent = Objects.requireNonNull(blob.getParent());
        if (!Files.exists(blob)) {
            Files.createDirectories(parent);
            Files.move(temporary, blob, StandardCopyOption.ATOMIC_MOVE);
        }
        syncDirectory(parent);
        syncDirectory(Objects.requireNonNull(parent.getParent()));
        syncDirectory(directory);
    }

    /// The caller holds the lock of the digest and knows that nothing refers to it.
    void remove(Sha256 sha256) throws IOException {
        Files.deleteIfExists(new BlobAddress(sha256).within(directory));
    }

    public void discard(Path temporary) throws IOException {
        Files.deleteIfExists(temporary);
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
