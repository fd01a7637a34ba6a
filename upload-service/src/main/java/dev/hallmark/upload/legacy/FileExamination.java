package dev.hallmark.upload.legacy;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Sha256;
import dev.hallmark.upload.Checked;
import dev.hallmark.upload.UploadRefusal;
import dev.hallmark.upload.archive.Archive;
import dev.hallmark.upload.archive.MetadataFile;
import dev.hallmark.upload.staging.BlobStore;
import dev.hallmark.upload.staging.Candidate;
import dev.hallmark.upload.work.FileWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.jspecify.annotations.Nullable;

/// Looks at the bytes that landed on the disk: digests, archive, metadata. Runs on the pool for work on files.
@ApplicationScoped
class FileExamination {

    private static final int CHUNK = 1 << 17;
    private static final int BLAKE2B_256_BITS = 256;

    private final FileWork files;
    private final BlobStore blobs;

    @Inject
    FileExamination(FileWork files, BlobStore blobs) {
        this.files = files;
        this.blobs = blobs;
    }

    Uni<Checked<Candidate>> examine(UploadForm form, DistributionFilename name, @Nullable String userAgent) {
        return files.run(() -> examineNow(form, name, userAgent));
    }

    Uni<Void> discard(Path temporary) {
        return files.run(() -> {
                    blobs.discard(temporary);
                    return true;
                })
                .replaceWithVoid();
    }

    private Checked<Candidate> examineNow(UploadForm form, DistributionFilename name, @Nullable String userAgent)
            throws IOException {
        Path path = form.content().path();
        Candidate.Digests digests = digestsOf(path);
        if (!matches(form, digests)) {
            return Checked.failed(
                    UploadRefusal.DIGEST_MISMATCH,
                    "The digest supplied does not match a digest calculated from the uploaded file.",
                    form.digests().toString(),
                    "sha256 " + digests.sha256());
        }
        Checked<Archive.Found> found = Archive.metadataOf(path, form.content().filename(), name)
                .then(metadata -> agreeing(metadata, form))
                .then(metadata -> FilenameRules.checkSpelling(
                                form.content().filename(), name, metadata.file().name(), metadata.file().version())
                        .then(_ -> Checked.passed(metadata)));
        return switch (found) {
            case Checked.Failed<Archive.Found>(var why) -> new Checked.Failed<>(why);
            case Checked.Passed<Archive.Found>(Archive.Found metadata) -> {
                blobs.sync(path);
                yield Checked.passed(new Candidate(
                        metadata.file().name(),
                        metadata.file().version(),
                        form.content().filename(),
                        path,
                        digests,
                        Files.size(path),
                        wheelMetadata(name, metadata),
                        metadata.file().metadata(),
                        form.attestations(),
                        userAgent));
            }
        };
    }

    private Optional<Candidate.WheelMetadata> wheelMetadata(DistributionFilename name, Archive.Found metadata)
            throws IOException {
        return switch (name) {
            case DistributionFilename.Sdist _ -> Optional.empty();
            case DistributionFilename.Wheel _ -> {
                byte[] bytes = metadata.bytes();
                yield Optional.of(new Candidate.WheelMetadata(blobs.writeTemporary(bytes), Sha256.of(bytes)));
            }
        };
    }

    private static Checked<Archive.Found> agreeing(Archive.Found found, UploadForm form) {
        MetadataFile file = found.file();
        if (!file.name().equals(form.project())) {
            return Checked.failed(
                    UploadRefusal.METADATA_NAME_MISMATCH,
                    "Name in the distribution's metadata should be '" + form.project() + "' not '" + file.name() + "'.",
                    form.project().normalized(),
                    file.name().normalized());
        }
        if (!file.version().equals(form.version())) {
            return Checked.failed(
                    UploadRefusal.METADATA_VERSION_MISMATCH,
                    "Version in the distribution's metadata should be '" + form.version() + "' not '" + file.version() + "'.",
                    form.version().toString(),
                    file.version().toString());
        }
        return Checked.passed(found);
    }

    private static boolean matches(UploadForm form, Candidate.Digests digests) {
        return agrees(form.digests().get(UploadForm.SHA256), digests.sha256().hex())
                && agrees(form.digests().get(UploadForm.BLAKE2), digests.blake2b256())
                && agrees(form.digests().get(UploadForm.MD5), digests.md5());
    }

    private static boolean agrees(@Nullable String claimed, String calculated) {
        return claimed == null
                || MessageDigest.isEqual(
                        claimed.getBytes(StandardCharsets.US_ASCII), calculated.getBytes(StandardCharsets.US_ASCII));
    }

    /// MD5 is only told to old clients; it decides nothing.
    private static Candidate.Digests digestsOf(Path path) throws IOException {
        MessageDigest sha256 = Sha256.newDigest();
        MessageDigest md5 = md5();
        Blake2bDigest blake2b = new Blake2bDigest(BLAKE2B_256_BITS);
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                sha256.update(chunk, 0, read);
                md5.update(chunk, 0, read);
                blake2b.update(chunk, 0, read);
            }
        }
        byte[] blake2bBytes = new byte[BLAKE2B_256_BITS / 8];
        blake2b.doFinal(blake2bBytes, 0);
        return new Candidate.Digests(
                Sha256.ofBytes(sha256.digest()),
                HexFormat.of().formatHex(md5.digest()),
                HexFormat.of().formatHex(blake2bBytes));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
