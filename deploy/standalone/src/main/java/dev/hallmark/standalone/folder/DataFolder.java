package dev.hallmark.standalone.folder;

import dev.hallmark.standalone.console.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Everything that a standalone index keeps, in one folder that only its owner can enter.
///
/// | folder | holds |
/// | --- | --- |
/// | `blobs/` | the files of the releases, by digest |
/// | `postgresql/` | the server's unpacked binaries and its databases |
/// | `kafka/` | the broker's log |
/// | `development/` | keys and log of the local authorities |
/// | `tls/` | the certificate authority (`ca.pem`) and the server's certificate |
/// | `secrets/` | generated passwords and the admin token, mode 0600 |
/// | `settings/` | the services' settings; `<service>.local.properties` is the operator's and wins |
/// | `logs/` | one log file per part |
/// | `run/` | `lock`, and `<part>.pid` for every running part |
///
/// One `./hallmark up` at a time has it open: the lock is the kernel's, so it ends with the process in whatever way.
public final class DataFolder implements AutoCloseable {
    /// Less than this and a first start would fail half way through.
    static final long LEAST_FREE_BYTES = 512L * 1024 * 1024;
    private static final List<String> FOLDERS = List.of("blobs", "postgresql", "kafka", "development", "tls", "secrets",
            "settings", "logs", "run");

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Opens the folder, creating it when it is missing.
    ///
    /// @throws Refusal when it cannot be written, has too little room, or is open already
    public static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        FileChannel channel = null;
        try {
            PrivateFile.createFolder(folder);
            for (String name : FOLDERS) {
                PrivateFile.createFolder(folder.resolve(name));
            }
            requireRoom(folder);
            channel = FileChannel.open(folder.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            takeLock(channel, folder);
            return new DataFolder(folder, channel);
        } catch (IOException broken) {
            closeQuietly(channel);
            throw Refusal.because("the data folder " + folder + " cannot be used", broken);
        } catch (Refusal refusal) {
            closeQuietly(channel);
            throw refusal;
        }
    }

    private static void requireRoom(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            throw new Refusal("the disk of " + folder + " is full: " + free / (1024 * 1024) + " MiB free, at least "
                    + LEAST_FREE_BYTES / (1024 * 1024) + " MiB needed");
        }
    }

    private static void takeLock(FileChannel channel, Path folder) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException here) {
            lock = null;
        }
        if (lock == null) {
            ByteBuffer holder = ByteBuffer.allocate(32);
            channel.read(holder, 0);
            String pid = new String(holder.array(), 0, holder.position(), java.nio.charset.StandardCharsets.US_ASCII).strip();
            throw new Refusal("./hallmark up already runs on " + folder + (pid.isEmpty() ? "" : " (pid " + pid + ")"));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII)), 0);
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException ignored) {
            // The folder was not opened; the first failure is the one to tell.
        }
    }

    /// The folder itself.
    public Path path() {
        return path;
    }

    /// A place in the folder.
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /// Lets the next `up` have the folder.
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
