package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.CHECKPOINT_INVALID;
import static dev.hallmark.contract.RejectionCode.INCLUSION_PROOF_INVALID;

import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.encoding.StrictText;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A log's signed statement of its size and root hash: a signed note of the form "checkpoint" (C2SP `tlog-checkpoint`).
///
/// Its text is origin, size, root hash and further lines, an empty line, and one line a signature:
/// `— name base64(key id, signature)`.
///
/// @param origin names the log; Rekor writes `host - tree`
/// @param text what is signed
public record Checkpoint(String origin, long size, Octets rootHash, Octets text, List<SignatureLine> signatures) {

    private static final String SIGNATURE_START = "\u2014 ";
    private static final int MAX_LINES = 32;
    private static final int KEY_ID_LENGTH = 4;
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,17}");

    record SignatureLine(String name, Octets keyId, Octets signature) {}

    public Checkpoint {
        signatures = List.copyOf(signatures);
    }

    static Checkpoint parse(String envelope) throws Malformed {
        int gap = envelope.indexOf("\n\n");
        if (gap < 0 || !envelope.endsWith("\n")) {
            throw new Malformed("a checkpoint of lines, with an empty line before its signatures", "another form");
        }
        String text = envelope.substring(0, gap + 1);
        List<String> lines = lines(text);
        if (lines.size() < 3 || lines.getFirst().isEmpty() || !SIZE.matcher(lines.get(1)).matches()) {
            throw new Malformed("a checkpoint that starts with origin, size and root hash", "another text");
        }
        Octets rootHash = StrictText.base64(lines.get(2), "the root hash of a checkpoint");
        if (rootHash.length() != Sha256.LENGTH) {
            throw new Malformed("a root hash of 32 bytes in the checkpoint", rootHash.length() + " bytes");
        }
        List<SignatureLine> signatures = new ArrayList<>();
        for (String line : lines(envelope.substring(gap + 2))) {
            signatures.add(signature(line));
        }
        return new Checkpoint(
                lines.getFirst(), Long.parseLong(lines.get(1)), rootHash, Octets.ofUtf8(text), signatures);
    }

    private static List<String> lines(String text) throws Malformed {
        List<String> lines = List.of(text.split("\n", MAX_LINES + 2));
        if (lines.size() > MAX_LINES + 1) {
            throw new Malformed("a checkpoint of at most " + MAX_LINES + " lines", "more");
        }
        return lines.subList(0, lines.size() - 1);
    }

    private static SignatureLine signature(String line) throws Malformed {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(SIGNATURE_START) || space <= SIGNATURE_START.length()) {
            throw new Malformed("signature lines at the end of a checkpoint", "another line");
        }
        Octets signature = StrictText.base64(line.substring(space + 1), "the signature of a checkpoint");
        if (signature.length() <= KEY_ID_LENGTH) {
            throw new Malformed("a checkpoint's signature after its key id", signature.length() + " bytes");
        }
        return new SignatureLine(
                line.substring(SIGNATURE_START.length(), space),
                signature.slice(0, KEY_ID_LENGTH),
                signature.slice(KEY_ID_LENGTH, signature.length()));
    }

    /// The entry, when its proof leads to this checkpoint's tree.
    public Checked<TransparencyEntry> including(TransparencyEntry entry) {
        InclusionProof proof = entry.proof();
        if (proof.size() != size || !proof.rootHash().equals(rootHash)) {
            return Checked.refused(
                    CHECKPOINT_INVALID, "a checkpoint of the size and root hash that the proof is for", "another tree");
        }
        if (!proof.proves(entry.body())) {
            return Checked.refused(
                    INCLUSION_PROOF_INVALID, "a path of hashes from the entry to the log's root hash", "one that leads elsewhere");
        }
        return Checked.passed(entry);
    }

    /// Whether the log signed the text, under the name that the origin gives it. Signatures of others, such as
    /// witnesses, are nobody's that we know, and say nothing.
    boolean isSignedBy(TrustedLog log) {
        String name = origin.split(" - ", 2)[0];
        Octets keyId = log.id().slice(0, KEY_ID_LENGTH);
        List<SignatureLine> own = signatures.stream()
                .filter(line -> line.name().equals(name) && line.keyId().equals(keyId))
                .toList();
        return own.size() == 1 && log.signed(text, own.getFirst().signature());
    }
}
