package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The in-toto statement that an attestation signs, as exact bytes.
public final class Statement {

    public static final String TYPE = "https://in-toto.io/Statement/v1";
    public static final String PUBLISH = "https://docs.pypi.org/attestations/publish/v1";
    public static final String SLSA_PROVENANCE = "https://slsa.dev/provenance/v1";

    /// Who the statement is about. The digest is text, so that it may be written in any way.
    public record Subject(String name, String sha256) {}

    private final byte[] bytes;

    private Statement(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The publish attestation that the reference client makes: a null predicate.
    public static Statement publish(String filename, Sha256 digest) {
        return of(PUBLISH, filename, digest).withPredicate("null");
    }

    /// A small SLSA provenance.
    public static Statement provenance(String filename, Sha256 digest) {
        return of(SLSA_PROVENANCE, filename, digest).withPredicate("""
                {"buildDefinition":{"buildType":"https://actions.github.io/buildtypes/workflow/v1",\
                "externalParameters":{"workflow":{"path":".github/workflows/release.yml"}}},\
                "runDetails":{"builder":{"id":"https://github.com/actions/runner/github-hosted"}}}""");
    }

    private static Statement of(String predicateType, String filename, Sha256 digest) {
        ObjectNode tree = Json.object().put("_type", TYPE);
        tree.set("subject", subjects(new Subject(filename, digest.hex())));
        return of(tree.put("predicateType", predicateType));
    }

    private static Statement of(ObjectNode tree) {
        return new Statement(Json.bytes(tree));
    }

    /// Any bytes at all, such as JSON with a duplicate member.
    public static Statement ofBytes(byte[] bytes) {
        return new Statement(bytes.clone());
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    public Statement withType(String type) {
        return of(tree().put("_type", type));
    }

    public Statement withPredicateType(String predicateType) {
        return of(tree().put("predicateType", predicateType));
    }

    public Statement withSubjects(Subject... subjects) {
        ObjectNode tree = tree();
        tree.set("subject", subjects(subjects));
        return of(tree);
    }

    /// @param json the predicate as JSON text; may hold text outside of ASCII, which goes into the statement as it is
    public Statement withPredicate(String json) {
        String before = new String(Json.bytes(treeWithout("predicate")), StandardCharsets.UTF_8);
        return ofText(before.substring(0, before.length() - 1) + ",\"predicate\":" + json + "}");
    }

    public Statement withoutPredicate() {
        return of(treeWithout("predicate"));
    }

    /// Says `member` a second time, at the end, with this JSON text as its value.
    public Statement withDuplicate(String member, String json) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return ofText(text.substring(0, text.length() - 1) + ",\"" + member + "\":" + json + "}");
    }

    private static Statement ofText(String text) {
        return new Statement(text.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode tree() {
        return Json.parseObject(bytes).orThrow();
    }

    private ObjectNode treeWithout(String member) {
        ObjectNode tree = tree();
        tree.remove(member);
        return tree;
    }

    private static ArrayNode subjects(Subject... subjects) {
        ArrayNode array = Json.array();
        Arrays.stream(subjects).forEach(subject ->
                array.addObject().put("name", subject.name).putObject("digest").put("sha256", subject.sha256));
        return array;
    }
}
