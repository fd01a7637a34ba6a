package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Sha256;
import dev.hallmark.development.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A transparency log: takes entries one at a time, and proves each against the tree as it is when it answers.
final class TransparencyLog implements AutoCloseable {

    /// How many entries the imagined earlier shards of the first version hold.
    static final long EARLIER_ENTRIES = 1_000_000;

    /// The name under which the log signs; a substring of its base URL, by which some verifiers match the two.
    static final String NAME = "127.0.0.1";

    /// The two logs that Sigstore has had.
    enum Version {
        /// Promises each entry with its time, and counts entries over all of its trees.
        V1("log", SigningKey.Curve.P256, EARLIER_ENTRIES, EntryKind.HASHEDREKORD_V1),
        /// Tells no time, and has one tree.
        V2("rekor2", SigningKey.Curve.ED25519, 0, EntryKind.HASHEDREKORD_V2);

        private final String fileName;
        private final SigningKey.Curve curve;
        private final long firstIndex;
        private final EntryKind kindOfMessages;

        Version(String fileName, SigningKey.Curve curve, long firstIndex, EntryKind kindOfMessages) {
            this.fileName = fileName;
            this.curve = curve;
            this.firstIndex = firstIndex;
            this.kindOfMessages = kindOfMessages;
        }

        EntryKind kindOfMessages() {
            return kindOfMessages;
        }

        private Checkpoint.Signer signer(SigningKey key) {
            return switch (this) {
                case V1 -> Checkpoint.Signer.rekorV1(NAME, key);
                case V2 -> Checkpoint.Signer.ofNotes(NAME, key);
            };
        }
    }

    private final Version version;
    private final Checkpoint.Signer signer;
    private final Optional<EntryFile> file;
    private final MerkleTree tree = new MerkleTree();
    private final List<EntryFile.Line> lines = new ArrayList<>();
    private final Map<Sha256, Integer> indexByLeaf = new HashMap<>();

    /// What became of a submission: a new entry, or the equal one that was there.
    record Appended(LoggedEntry entry, boolean isNew) {}

    private TransparencyLog(Version version, SigningKey key, Optional<EntryFile> file) {
        this.version = version;
        this.signer = version.signer(key);
        this.file = file;
    }

    /// The log whose key and entries are kept in `directory`.
    static TransparencyLog open(Version version, Path directory, Instant now) throws IOException {
        SigningKey key = SigningKey.loadOrCreate(directory.resolve(version.fileName + ".pem"), version.curve);
        EntryFile file = EntryFile.open(directory.resolve(version.fileName + ".jsonl"));
        TransparencyLog log = new TransparencyLog(version, key, Optional.of(file));
        file.readAll().forEach(log::take);
        return log.begun(now);
    }

    static TransparencyLog inMemory(Version version, Instant now) {
        return new TransparencyLog(version, SigningKey.generate(version.curve), Optional.empty()).begun(now);
    }

    /// Another log of the same name, which no trust root knows.
    TransparencyLog impostor(Instant now) {
        return inMemory(version, now);
    }

    /// The tree's first leaf is of no kind that a verifier knows.
    private TransparencyLog begun(Instant now) {
        if (lines.isEmpty()) {
            byte[] first = Json.canonical(Json.object().put("apiVersion", "0.0.1").put("kind", "start-of-log"));
            append(Bytes.of(first), now);
        }
        return this;
    }

    SigningKey key() {
        return signer.key();
    }

    /// By which trust roots and entries name the log.
    Sha256 id() {
        return signer.id();
    }

    Checkpoint.Signer signer() {
        return signer;
    }

    /// On disk first, so that no promise is lost; the same body again is answered with the entry that is there.
    synchronized Appended append(Bytes body, Instant integratedTime) {
        Integer present = indexByLeaf.get(MerkleTree.leafHash(body.toArray()));
        if (present != null) {
            return new Appended(entry(present), false);
        }
        EntryFile.Line line = new EntryFile.Line(body, integratedTime.truncatedTo(ChronoUnit.SECONDS));
        if (file.isPresent()) {
            try {
                file.get().append(line);
            } catch (IOException e) {
                throw new UncheckedIOException("the log could not be written", e);
            }
        }
        return new Appended(entry(take(line)), true);
    }

    private int take(EntryFile.Line line) {
        Sha256 leaf = MerkleTree.leafHash(line.body().toArray());
        tree.append(leaf);
        lines.add(line);
        indexByLeaf.putIfAbsent(leaf, lines.size() - 1);
        return lines.size() - 1;
    }

    private LoggedEntry entry(int index) {
        EntryFile.Line line = lines.get(index);
        LoggedEntry.InclusionProof proof = new LoggedEntry.InclusionProof(
                index, tree.size(), tree.root(), tree.proof(index), Optional.of(checkpoint().signedBy(signer)));
        LoggedEntry entry = LoggedEntry.of(line.body(), id(), version.firstIndex + index).withProof(proof);
        return switch (version) {
            case V1 -> entry.promised(line.integratedTime(), signer.key());
            case V2 -> entry;
        };
    }

    synchronized Checkpoint checkpoint() {
        String origin = switch (version) {
            case V1 -> NAME + " - " + treeId();
            case V2 -> NAME;
        };
        return new Checkpoint(origin, tree.size(), tree.root());
    }

    /// Finds an entry by its [#uuid], or by the leaf hash that is its last part.
    synchronized Optional<LoggedEntry> find(String uuid) {
        return Sha256.parse(uuid.substring(Math.max(0, uuid.length() - 2 * Sha256.LENGTH)))
                .asOptional()
                .map(indexByLeaf::get)
                .map(this::entry);
    }

    /// The tree's id and the leaf hash, as Rekor names entries.
    String uuid(LoggedEntry entry) {
        return "%016x%s".formatted(treeId(), MerkleTree.leafHash(entry.body().toArray()).hex());
    }

    /// Taken from the key, so that it needs no file of its own.
    long treeId() {
        return ByteBuffer.wrap(id().toBytes()).getLong() & Long.MAX_VALUE;
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
