package dev.hallmark.verifier.bundle;

import static dev.hallmark.contract.RejectionCode.STATEMENT_MALFORMED;
import static dev.hallmark.contract.RejectionCode.SUBJECT_DIGEST_MISMATCH;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.encoding.JsonObject;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.encoding.StrictJson;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.refusal.Quoted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An in-toto statement as bundles carry it: about any number of files, of any predicate type.
///
/// @param digests SHA-256 of its subjects, as it spells them
record BundleStatement(Set<String> digests, String predicateType) {

    private static final Set<String> TYPES =
            Set.of("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1");
    private static final int MAX_SUBJECTS = 1024;

    BundleStatement {
        digests = Set.copyOf(digests);
    }

    static Checked<BundleStatement> parse(Octets bytes) {
        try {
            JsonObject statement = JsonObject.of(StrictJson.read(bytes, "a statement"), "a statement");
            if (!TYPES.contains(statement.text("_type"))) {
                throw new Malformed("an in-toto statement", Quoted.of(statement.text("_type")));
            }
            List<JsonNode> subjects = statement.array("subject");
            if (subjects.size() > MAX_SUBJECTS) {
                throw new Malformed("at most " + MAX_SUBJECTS + " subjects", String.valueOf(subjects.size()));
            }
            Set<String> digests = new HashSet<>();
            for (JsonNode node : subjects) {
                JsonObject digest = JsonObject.of(node, "a subject").object("digest");
                if (digest.has("sha256")) {
                    digests.add(digest.text("sha256"));
                }
            }
            return Checked.passed(new BundleStatement(digests, statement.text("predicateType")));
        } catch (Malformed malformed) {
            return Checked.refused(STATEMENT_MALFORMED, malformed);
        }
    }

    Checked<BundleStatement> about(Sha256 file) {
        if (!digests.contains(file.hex())) {
            return Checked.refused(
                    SUBJECT_DIGEST_MISMATCH, "a subject with SHA-256 digest " + file.hex(), digests.size() + " others");
        }
        return Checked.passed(this);
    }
}
