package dev.hallmark.provenance.simple;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// A piece of a page, compressed so that pieces can be joined to one gzip member without compressing anything again.
///
/// Each piece is DEFLATE data (RFC 1951) that refers to nothing before it and ends at a whole byte, which is what a full
/// flush leaves behind. Not several gzip members, although RFC 1952 allows them: some readers stop after the first.
final class Deflated {

    /// Magic, method, no flags, no time, no hints, unknown system.
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /// An empty block that is the last.
    private static final byte[] END = {3, 0};

    private static final int BUFFER = 8_192;

    private final byte[] bytes;

    private Deflated(byte[] bytes) {
        this.bytes = bytes;
    }

    static Deflated of(byte[] plain) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length / 4 + 64);
        byte[] buffer = new byte[BUFFER];
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            int length;
            do {
                length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
                compressed.write(buffer, 0, length);
            } while (length == buffer.length);
        } finally {
            deflater.end();
        }
        return new Deflated(compressed.toByteArray());
    }

    /// What [#bytes()] gave out earlier.
    static Deflated stored(byte[] bytes) {
        return new Deflated(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    /// The plain bytes of all pieces, one after the other.
    static byte[] plain(List<Deflated> pieces) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(pieces.stream().mapToInt(piece -> piece.bytes.length).sum() * 4);
        byte[] buffer = new byte[BUFFER];
        Inflater inflater = new Inflater(true);
        try {
            for (Deflated piece : pieces) {
                inflater.setInput(piece.bytes);
                int length;
                while ((length = inflater.inflate(buffer)) > 0) {
                    plain.write(buffer, 0, length);
                }
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("expected a page's pieces as they were written", e);
        } finally {
            inflater.end();
        }
        return plain.toByteArray();
    }

    /// One gzip member (RFC 1952) of all pieces.
    ///
    /// @param plain what [#plain] says of the same pieces
    static byte[] gzip(List<Deflated> pieces, byte[] plain) {
        CRC32 checksum = new CRC32();
        checksum.update(plain);
        int length = pieces.stream().mapToInt(piece -> piece.bytes.length).sum();
        ByteBuffer gzip = ByteBuffer.allocate(GZIP_HEADER.length + length + END.length + 2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(GZIP_HEADER);
        pieces.forEach(piece -> gzip.put(piece.bytes));
        return gzip.put(END).putInt((int) checksum.getValue()).putInt(plain.length).array();
    }
}
