package dev.hallmark.verifier.attestation;

import static dev.hallmark.contract.RejectionCode.PREDICATE_TYPE_UNSUPPORTED;
import static dev.hallmark.contract.RejectionCode.STATEMENT_MALFORMED;
import static dev.hallmark.contract.RejectionCode.SUBJECT_COUNT;
import static dev.hallmark.contract.RejectionCode.SUBJECT_DIGEST_MISMATCH;
import static dev.hallmark.contract.RejectionCode.SUBJECT_NAME_MISMATCH;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.verifier.encoding.JsonObject;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.encoding.StrictJson;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.refusal.Quoted;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// An in-toto Statement v1, as far as PEP 740 looks at it.
///
/// Members that in-toto doesn't know are ignored, as its specification asks; the signature covers them all the same.
public record Statement(List<Subject> subjects, String predicateType, Predicate predicate) {

    private static final String TYPE = "https://in-toto.io/Statement/v1";

    /// What the statement is about.
    ///
    /// @param sha256 as the statement spells it; empty when it has no such digest
    public record Subject(String name, String sha256) {}

    /// How much the predicate says.
    public sealed interface Predicate {

        /// It is left out, null or empty.
        record Nothing() implements Predicate {}

        /// `{"index": url}` and no more: which index a publish attestation is for.
        record Index(String url) implements Predicate {}

        record Content() implements Predicate {}
    }

    public Statement {
        subjects = List.copyOf(subjects);
    }

    public static Checked<Statement> parse(Octets bytes) {
        try {
            JsonObject statement = JsonObject.of(StrictJson.read(bytes, "a statement"), "a statement");
            if (!statement.text("_type").equals(TYPE)) {
                throw new Malformed("a statement of type " + TYPE, Quoted.of(statement.text("_type")));
            }
            List<JsonNode> subjects = statement.array("subject");
            if (subjects.size() != 1) {
                return Checked.refused(SUBJECT_COUNT, "exactly one subject in the statement", String.valueOf(subjects.size()));
            }
            return Checked.passed(new Statement(
                    List.of(subject(subjects.getFirst())), statement.text("predicateType"), predicate(statement)));
        } catch (Malformed malformed) {
            return Checked.refused(STATEMENT_MALFORMED, malformed);
        }
    }

    private static Subject subject(JsonNode node) throws Malformed {
        JsonObject subject = JsonObject.of(node, "a subject");
        JsonObject digest = subject.object("digest");
        return new Subject(subject.text("name"), digest.has("sha256") ? digest.text("sha256") : "");
    }

    private static Predicate predicate(JsonObject statement) throws Malformed {
        if (statement.isNullOrAbsent("predicate")) {
            return new Predicate.Nothing();
        }
        JsonObject predicate = statement.object("predicate");
        if (predicate.size() == 0) {
            return new Predicate.Nothing();
        }
        return predicate.size() == 1 && predicate.isText("index")
                ? new Predicate.Index(predicate.text("index"))
                : new Predicate.Content();
    }

    /// The only one; [#parse] made sure.
    public Subject subject() {
        return subjects.getFirst();
    }

    /// Names are compared by what they say: spelling of the project and order of tags don't matter.
    public Checked<Statement> named(DistributionFilename filename, String spelling) {
        if (subject().name().equals(spelling)) {
            return Checked.passed(this);
        }
        return switch (DistributionFilename.parse(subject().name())) {
            case Parsed.Valid<DistributionFilename>(DistributionFilename named) when named.equals(filename) ->
                Checked.passed(this);
            case Parsed.Valid<DistributionFilename> _, Parsed.Invalid<DistributionFilename> _ ->
                Checked.refused(SUBJECT_NAME_MISMATCH, "a subject named " + spelling, Quoted.of(subject().name()));
        };
    }

    /// Lower case only: that is how every digest of ours is written, and one digest has one spelling.
    public Checked<Statement> digested(Sha256 sha256) {
        if (!subject().sha256().equals(sha256.hex())) {
            return Checked.refused(
                    SUBJECT_DIGEST_MISMATCH,
                    "a subject with SHA-256 digest " + sha256.hex(),
                    subject().sha256().isEmpty() ? "none" : Quoted.of(subject().sha256()));
        }
        return Checked.passed(this);
    }

    /// @param types the predicate types that are taken
    public Checked<Statement> ofPredicateType(Set<String> types) {
        if (!types.contains(predicateType)) {
            return Checked.refused(
                    PREDICATE_TYPE_UNSUPPORTED,
                    "predicate type " + types.stream().sorted().collect(Collectors.joining(" or ")),
                    Quoted.of(predicateType));
        }
        return Checked.passed(this);
    }

    /// A publish attestation says everything by being there, or by naming the index that it is for. Other predicates are
    /// for those who read them to judge.
    public Checked<Statement> boundAs(IndexBinding binding) {
        if (!predicateType.equals(VerifiedAttestation.PUBLISH_V1)) {
            return Checked.passed(this);
        }
        return switch (predicate) {
            case Predicate.Nothing _ -> binding.admit("").map(_ -> this);
            case Predicate.Index(String url) -> binding.admit(url).map(_ -> this);
            case Predicate.Content _ ->
                Checked.refused(STATEMENT_MALFORMED, "a publish attestation without content in its predicate", "some");
        };
    }
}
