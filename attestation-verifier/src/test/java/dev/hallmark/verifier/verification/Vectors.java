package dev.hallmark.verifier.verification;

import static dev.hallmark.verifier.verification.World.attest;
import static dev.hallmark.verifier.verification.World.changed;
import static dev.hallmark.verifier.verification.World.entry;
import static dev.hallmark.verifier.verification.World.field;
import static dev.hallmark.verifier.verification.World.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.development.sigstore.Fault;
import dev.hallmark.development.sigstore.Identity;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.Statement;
import dev.hallmark.development.sigstore.TrustedRoot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The table of [RefusedUploadsTest]: each line is the default upload with one difference, and the code that it gets.
final class Vectors {

    record Vector(String name, RejectionCode code, Supplier<Verdict> verdict) {}

    static final List<Vector> ALL = new ArrayList<>();

    private Vectors() {}

    static void upload(String name, RejectionCode code, Supplier<UploadStaged> upload) {
        ALL.add(new Vector(name, code, () -> World.JUDGE.judge(upload.get())));
    }

    static void text(String name, RejectionCode code, String field) {
        upload(name, code, () -> World.upload(field));
    }

    static void statement(String name, RejectionCode code, Statement statement) {
        upload(name, code, () -> World.upload(field(attest(statement))));
    }

    static void subject(String name, RejectionCode code, String subject, String sha256) {
        statement(name, code, World.STATEMENT.withSubjects(new Statement.Subject(subject, sha256)));
    }

    static void identity(String name, RejectionCode code, Identity identity) {
        upload(name, code, () -> World.upload(field(attest(identity))));
    }

    static void publisher(String name, RejectionCode code, Publisher publisher) {
        upload(name, code, () -> World.upload(World.FILENAME, World.DIGEST, publisher, field(attest())));
    }

    static Publisher.GitHub github(String issuer, String server, String owner, String repository, String workflow) {
        return new Publisher.GitHub(issuer, server, owner, null, repository, workflow, null);
    }

    static void stricter(String name, RejectionCode code, Publisher publisher, Identity identity) {
        upload(name, code, () -> World.upload(World.FILENAME, World.DIGEST, publisher, field(attest(identity))));
    }

    static void policy(String name, RejectionCode code, ProjectPolicy policy, Supplier<String> field) {
        upload(name, code, () -> World.upload(policy, field.get()));
    }

    static void fault(Fault fault, RejectionCode code) {
        upload(name(fault), code, () -> World.upload(field(attest(Knobs.with(fault)))));
    }

    static String name(Fault fault) {
        return "fault " + fault;
    }

    static void knobs(String name, Knobs knobs) {
        upload(name, RejectionCode.SIGNING_TIME_OUTSIDE_CERTIFICATE, () -> World.upload(field(attest(knobs))));
    }

    static void malformed(String name, Consumer<ObjectNode> change) {
        changedEntry(name, RejectionCode.LOG_ENTRY_MALFORMED, change);
    }

    static void changedEntry(String name, RejectionCode code, Consumer<ObjectNode> change) {
        upload(name, code, () -> World.upload(field(changed(change))));
    }

    static void checkpoint(String name, String pattern, String replacement) {
        changedEntry(name, RejectionCode.CHECKPOINT_INVALID, tree -> {
            ObjectNode checkpoint = member(member(entry(tree), "inclusionProof"), "checkpoint");
            String envelope = checkpoint.path("envelope").asText();
            String bent = Pattern.compile(pattern, Pattern.DOTALL)
                    .matcher(envelope).replaceFirst(replacement);
            assertThat(bent).isNotEqualTo(envelope);
            checkpoint.put("envelope", bent);
        });
    }

    static void root(String name, RejectionCode code, UnaryOperator<TrustedRoot> change) {
        ALL.add(new Vector(name, code, () -> World.judge(change.apply(World.SIGSTORE.trustedRoot()).json())
                .judge(World.upload(field(attest())))));
    }

    static void body(ObjectNode tree, String from, String to) {
        String body = new String(Base64.getDecoder().decode(entry(tree).path("canonicalizedBody").asText()), StandardCharsets.UTF_8);
        assertThat(body).contains(from);
        entry(tree).put("canonicalizedBody", base64(body.replace(from, to).getBytes(StandardCharsets.UTF_8)));
    }

    static String text(Statement statement) {
        return new String(statement.toBytes(), StandardCharsets.UTF_8);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
