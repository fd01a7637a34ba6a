package dev.hallmark.upload.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Refuses to give more bytes than were allowed for the step at hand: a few kilobytes of an archive can ask its reader
/// for gigabytes.
final class AllowanceStream extends FilterInputStream {

    private long allowed;
    private long total;

    AllowanceStream(InputStream in) {
        super(in);
    }

    /// Starts a new step.
    void allow(long bytes) {
        allowed = bytes;
    }

    /// All bytes that were given.
    long total() {
        return total;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) {
            spend(1);
        }
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read > 0) {
            spend(read);
        }
        return read;
    }

    /// By reading, so that what is skipped is counted.
    @Override
    public long skip(long bytes) throws IOException {
        byte[] dropped = new byte[(int) Math.min(bytes, 8192)];
        int read = dropped.length == 0 ? 0 : read(dropped, 0, dropped.length);
        return Math.max(0, read);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void spend(int bytes) throws IOException {
        total += bytes;
        allowed -= bytes;
        if (allowed < 0) {
            throw new IOException("the archive asks for more than it may");
        }
    }
}
