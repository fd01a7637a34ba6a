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

/// The transparency log: takes entries one at a time, and proves each against the tree as it is when it answers.
final class TransparencyLog implements AutoCloseable {

    /// How many entries the imagined earlier shards hold.
    static final long EARLIER_ENTRIES = 1_000_000;

    /// The name under which the log signs; a substring of its base URL, by which some verifiers match the two.
    static final String NAME = "127.0.0.1";

    private final SigningKey key;
    private final Optional<EntryFile> file;
    private final MerkleTree tree = new MerkleTree();
    private final List<EntryFile.Line> lines = new ArrayList<>();
    private final Map<Sha256, Integer> indexByLeaf = new HashMap<>();

    /// What became of a submission: a new entry, or the equal one that was there.
    record Appended(LoggedEntry entry, boolean isNew) {}

    private TransparencyLog(SigningKey key, Optional<EntryFile> file) {
        this.key = key;
        this.file = file;
    }

    /// The log whose key and entries are kept in `directory`.
    static TransparencyLog open(Path directory, Instant now) throws IOException {
        SigningKey key = SigningKey.loadOrCreate(directory.resolve("log.pem"), SigningKey.Curve.P256);
        EntryFile file = EntryFile.open(directory.resolve("log.jsonl"));
        TransparencyLog log = new TransparencyLog(key, Optional.of(file));
        file.readAll().forEach(log::take);
        return log.begun(now);
    }

    static TransparencyLog inMemory(Instant now) {
        return new TransparencyLog(SigningKey.generate(SigningKey.Curve.P256), Optional.empty()).begun(now);
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
        return key;
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
        long logIndex = EARLIER_ENTRIES + index;
        Bytes promise = key.sign(LoggedEntry.promise(line.body(), line.integratedTime(), key.id(), logIndex));
        LoggedEntry.InclusionProof proof = new LoggedEntry.InclusionProof(
                index, tree.size(), tree.root(), tree.proof(index), Optional.of(checkpoint().sign(NAME, key, false)));
        return new LoggedEntry(
                line.body(), key.id(), logIndex, line.integratedTime(), Optional.of(promise), Optional.of(proof));
    }

    synchronized Checkpoint checkpoint() {
        return new Checkpoint(NAME + " - " + treeId(), tree.size(), tree.root());
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
        return ByteBuffer.wrap(key.id().toBytes()).getLong() & Long.MAX_VALUE;
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
