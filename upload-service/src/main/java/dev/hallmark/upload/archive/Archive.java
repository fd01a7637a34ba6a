package dev.hallmark.upload.archive;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Parsed;
import dev.hallmark.upload.Checked;
import dev.hallmark.upload.UploadRefusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Finds the core metadata in a distribution. Blocking: it reads files, and a source distribution to its end.
public final class Archive {

    /// The largest real METADATA is about 1 MiB.
    static final int MAX_METADATA = 4 * 1024 * 1024;

    /// PyPI's rule for zip files, here for what has to be decompressed whole: beyond the first, at most this ratio.
    private static final long FREE = 64L * 1024 * 1024;

    private static final long MAX_RATIO = 50;
    private static final long MAX_HEADER = 1024 * 1024;
    private static final int MAX_ENTRIES = 200_000;
    private static final String DIST_INFO = ".dist-info/";

    private Archive() {}

    /// A metadata file, parsed and as it is.
    public static final class Found {
        private final MetadataFile file;
        private final byte[] bytes;

        private Found(MetadataFile file, byte[] bytes) {
            this.file = file;
            this.bytes = bytes;
        }

        public MetadataFile file() {
            return file;
        }

        /// Exactly as in the archive.
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /// @param filename as uploaded; parses as `name`
    public static Checked<Found> metadataOf(Path path, String filename, DistributionFilename name) {
        try {
            return switch (name) {
                case DistributionFilename.Wheel _ -> ofWheel(path);
                case DistributionFilename.Sdist _ ->
                    ofSdist(path, filename.substring(0, filename.length() - ".tar.gz".length()));
            };
        } catch (IOException | RuntimeException e) {
            if (!Files.isReadable(path)) {
                throw new IllegalStateException("the uploaded file cannot be read back", e);
            }
            return Checked.failed(
                    UploadRefusal.ARCHIVE_INVALID,
                    "Invalid distribution file. It cannot be read as "
                            + (name instanceof DistributionFilename.Wheel ? "a zip archive." : "a gzip-compressed tar archive."));
        }
    }

    private static Checked<Found> ofWheel(Path path) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            List<ZipEntry> candidates = new ArrayList<>();
            int entries = 0;
            for (var all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (++entries > MAX_ENTRIES) {
                    return tooManyEntries();
                }
                if (isWheelMetadata(entry.getName())) {
                    candidates.add(entry);
                }
            }
            if (candidates.size() != 1) {
                return notOne("{name}-{version}.dist-info/METADATA", candidates.size());
            }
            try (InputStream in = zip.getInputStream(candidates.getFirst())) {
                return parsed(in.readNBytes(MAX_METADATA + 1));
            }
        }
    }

    private static boolean isWheelMetadata(String entry) {
        int directory = entry.indexOf('/');
        return directory > 0
                && entry.startsWith(DIST_INFO, directory + 1 - DIST_INFO.length())
                && entry.substring(directory + 1).equals("METADATA");
    }

    /// Read to the end: a second PKG-INFO behind the first would be the one that installers see.
    private static Checked<Found> ofSdist(Path path, String top) throws IOException {
        long compressed = Files.size(path);
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                AllowanceStream content = new AllowanceStream(new GZIPInputStream(file, 1 << 16));
                TarArchiveInputStream tar = new TarArchiveInputStream(content)) {
            byte[] metadata = null;
            int found = 0;
            int entries = 0;
            content.allow(MAX_HEADER);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    return tooManyEntries();
                }
                content.allow(Math.max(FREE, compressed * MAX_RATIO) - content.total());
                if (entry.getName().equals(top + "/PKG-INFO")) {
                    found++;
                    if (!entry.isFile()) {
                        return notOne(top + "/PKG-INFO, a file", 0);
                    }
                    metadata = tar.readNBytes(MAX_METADATA + 1);
                }
                tar.transferTo(java.io.OutputStream.nullOutputStream());
                content.allow(MAX_HEADER);
            }
            if (metadata == null || found != 1) {
                return notOne(top + "/PKG-INFO", found);
            }
            content.allow(MAX_HEADER);
            content.transferTo(java.io.OutputStream.nullOutputStream());
            return parsed(metadata);
        }
    }

    private static Checked<Found> parsed(byte[] content) {
        if (content.length > MAX_METADATA) {
            return Checked.failed(
                    UploadRefusal.METADATA_TOO_LARGE,
                    "Invalid distribution file. Its metadata is too large.",
                    "at most " + MAX_METADATA + " bytes",
                    "more");
        }
        return switch (MetadataFile.parse(content)) {
            case Parsed.Valid<MetadataFile>(MetadataFile file) -> Checked.passed(new Found(file, content));
            case Parsed.Invalid<MetadataFile>(String why) ->
                Checked.failed(UploadRefusal.METADATA_MALFORMED, "Invalid distribution file. Its metadata: " + why + ".");
        };
    }

    private static Checked<Found> notOne(String expected, int found) {
        return Checked.failed(
                UploadRefusal.METADATA_MISSING,
                "Invalid distribution file. Expected exactly one " + expected + ", found " + found + ".",
                "exactly one " + expected,
                Integer.toString(found));
    }

    private static Checked<Found> tooManyEntries() {
        return Checked.failed(
                UploadRefusal.ARCHIVE_INVALID, "Invalid distribution file. It has more than " + MAX_ENTRIES + " members.");
    }
}
