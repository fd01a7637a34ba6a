package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Bundles by the local Sigstore with the ideas of Sigstore's conformance suite. As there, what must be refused has a name
/// that ends in `_fail`.
public final class BundleCorpus {

    /// What all honest bundles are about.
    public static final String FILE = "the bytes of the file";

    public static final String IDENTITY = "https://github.com/octo-org/octo-repo/.github/workflows/release.yml@refs/tags/v1.0.0";
    public static final String ISSUER = "https://token.actions.githubusercontent.com";

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LATE = Knobs.CERTIFICATE_LIFETIME.plusSeconds(1);
    private static final byte[] BYTES = FILE.getBytes(StandardCharsets.UTF_8);
    private static final Sha256 DIGEST = Sha256.of(BYTES);
    private static final Identity SIGNER = Identity.of(Job.of("octo-org/octo-repo", "release.yml"));
    private static final Statement STATEMENT = Statement.publish("sample_project-1.0.tar.gz", DIGEST);

    /// One case.
    ///
    /// @param file text of the file that the bundle has to be about
    /// @param identity subject alternative name that the certificate has to have
    /// @param issuer that the certificate has to name
    public record Case(String name, String bundle, String trustedRoot, String file, String identity, String issuer) {

        public boolean mustFail() {
            return name.endsWith("_fail");
        }

        Case named(String other) {
            return new Case(other, bundle, trustedRoot, file, identity, issuer);
        }

        /// The same with another trust root.
        public Case trusting(String root) {
            return new Case(name, bundle, root, file, identity, issuer);
        }

        Case about(String other) {
            return new Case(name, bundle, trustedRoot, other, identity, issuer);
        }

        Case by(String otherIdentity, String otherIssuer) {
            return new Case(name, bundle, trustedRoot, file, otherIdentity, otherIssuer);
        }
    }

    private final LocalSigstore sigstore = LocalSigstore.inMemory(Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<Case> cases = new ArrayList<>();

    private BundleCorpus() {
        // Trees of one or two leaves have proofs too short to bend.
        for (EvidenceForm form : EvidenceForm.values()) {
            for (int i = 0; i < 5; i++) {
                message(Knobs.in(form));
            }
        }
    }

    /// All cases, by one Sigstore.
    public static List<Case> cases() {
        BundleCorpus corpus = new BundleCorpus();
        corpus.happyPaths();
        corpus.identities();
        corpus.artifacts();
        corpus.times();
        corpus.faults();
        corpus.oddities();
        corpus.trustRoots();
        corpus.envelopes();
        corpus.shapes();
        return corpus.cases;
    }

    private void happyPaths() {
        for (Bundle.Version version : Bundle.Version.values()) {
            String suffix = "-" + version.name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
            add("happy-path" + suffix, message(version, Knobs.none()));
            add("dsse-happy-path" + suffix, statement(version, Knobs.none()));
            // The first version of the bundle asks for the log's promise, which Rekor v2 makes none of.
            if (version != Bundle.Version.V0_1) {
                add("rekor2-happy-path" + suffix, message(version, Knobs.in(EvidenceForm.REKOR_V2)));
                add("rekor2-dsse-happy-path" + suffix, statement(version, Knobs.in(EvidenceForm.REKOR_V2)));
            }
        }
        add("dsse-with-hashedrekord-happy-path", statement(Knobs.in(EvidenceForm.REKOR_V1_HASHEDREKORD)));
        // The one form that the official suite accepts and we do not: no signer has written it since 2023.
        add("intoto-log-entry_fail", statement(Knobs.in(EvidenceForm.REKOR_V1_INTOTO)));
    }

    private void identities() {
        Case honest = honest(message(Knobs.none()));
        cases.add(honest.named("wrong-identity_fail").by(IDENTITY + ".x", ISSUER));
        cases.add(honest.named("identity-prefix_fail").by(IDENTITY.substring(0, IDENTITY.length() - 1), ISSUER));
        cases.add(honest.named("identity-in-other-case_fail").by(IDENTITY.toUpperCase(Locale.ROOT), ISSUER));
        cases.add(honest.named("wrong-issuer_fail").by(IDENTITY, "https://gitlab.com"));
        cases.add(honest.named("issuer-with-slash_fail").by(IDENTITY, ISSUER + "/"));
        addBy("email", Identity.ofPerson("someone@example.org", "https://accounts.google.com"),
                "someone@example.org", "https://accounts.google.com");
        addBy("gitlab", Identity.ofGitLab("group/project", ".gitlab-ci.yml"),
                "https://gitlab.com/group/project//.gitlab-ci.yml@refs/tags/v1.0.0", "https://gitlab.com");
        addBy("buildkite", Identity.ofBuildkite("octo", "release"),
                "https://buildkite.com/octo/release", "https://agent.buildkite.com");
        addBy("issuers-that-disagree_fail", SIGNER.with(FulcioExtension.ISSUER_V1, "https://other.example"),
                IDENTITY, ISSUER);
        addBy("no-issuer_fail", SIGNER.withoutExtensions(), IDENTITY, ISSUER);
    }

    private void addBy(String name, Identity identity, String expectedIdentity, String expectedIssuer) {
        String bundle = sigstore.bundle(Bundle.Version.V0_3, identity, BYTES, Knobs.none()).json();
        cases.add(honest(bundle).named("identity-" + name).by(expectedIdentity, expectedIssuer));
    }

    private void artifacts() {
        String other = "the bytes of another file";
        cases.add(honest(message(Knobs.none())).named("wrong-artifact_fail").about(other));
        cases.add(honest(statement(Knobs.none())).named("dsse-wrong-artifact_fail").about(other));
        cases.add(honest(message(Knobs.in(EvidenceForm.REKOR_V2))).named("rekor2-wrong-artifact_fail").about(other));
        cases.add(honest(statement(Knobs.in(EvidenceForm.REKOR_V2))).named("rekor2-dsse-wrong-artifact_fail").about(other));
    }

    private void times() {
        for (EvidenceForm form : List.of(EvidenceForm.REKOR_V1, EvidenceForm.REKOR_V2)) {
            String prefix = prefix(form);
            add(prefix + "signed-at-the-last-moment", message(Knobs.in(form).integratedAt(Knobs.CERTIFICATE_LIFETIME)));
            add(prefix + "signed-after-the-certificate_fail", message(Knobs.in(form).integratedAt(LATE)));
            add(prefix + "signed-in-the-future_fail", message(Knobs.in(form).integratedAt(Duration.ofDays(30))));
            add(prefix + "signed-before-the-certificate_fail", message(Knobs.in(form).integratedAt(Duration.ofSeconds(-1))));
            add(prefix + "dsse-signed-after-the-certificate_fail", statement(Knobs.in(form).integratedAt(LATE)));
        }
    }

    private void faults() {
        for (EvidenceForm form : List.of(EvidenceForm.REKOR_V1, EvidenceForm.REKOR_V2)) {
            for (Fault fault : Fault.values()) {
                if (fault.bends(form)) {
                    String name = prefix(form) + name(fault) + "_fail";
                    add("dsse-" + name, statement(Knobs.in(form).and(fault)));
                    if (fault != Fault.STATEMENT_CHANGED_AFTER_SIGNING) {
                        add(name, message(Knobs.in(form).and(fault)));
                    }
                }
            }
        }
        for (Fault fault : List.of(Fault.OTHER_STATEMENT_LOGGED, Fault.OTHER_SIGNATURE_LOGGED, Fault.OTHER_CERTIFICATE_LOGGED)) {
            add("dsse-with-hashedrekord-" + name(fault) + "_fail",
                    statement(Knobs.in(EvidenceForm.REKOR_V1_HASHEDREKORD).and(fault)));
        }
    }

    private void oddities() {
        for (EvidenceForm form : List.of(EvidenceForm.REKOR_V1, EvidenceForm.REKOR_V2)) {
            for (Oddity oddity : Oddity.values()) {
                add(prefix(form) + name(oddity), message(Knobs.in(form).and(oddity)));
                add("dsse-" + prefix(form) + name(oddity), statement(Knobs.in(form).and(oddity)));
            }
        }
        add("rekor1-with-timestamp-of-other-signature_fail",
                message(Knobs.none().and(Oddity.TIMESTAMPED_TOO).and(Fault.TIMESTAMP_OF_OTHER_SIGNATURE)));
    }

    private void trustRoots() {
        TrustedRoot.Window past = TrustedRoot.Window.between(NOW.minusSeconds(7200), NOW.minusSeconds(3600));
        TrustedRoot.Window future = TrustedRoot.Window.from(NOW.plusSeconds(1));
        TrustedRoot.Window upToNow = TrustedRoot.Window.between(NOW.minusSeconds(3600), NOW);
        Case first = honest(message(Knobs.none()));
        Case second = honest(message(Knobs.in(EvidenceForm.REKOR_V2)));
        window("ca-ended_fail", first, root -> root.withAuthorityWindow(past));
        window("ca-not-begun_fail", first, root -> root.withAuthorityWindow(future));
        window("tlog-ended_fail", first, root -> root.withLogWindow(past));
        window("tlog-not-begun_fail", first, root -> root.withLogWindow(future));
        window("tlog-validity-end-inclusive", first, root -> root.withLogWindow(upToNow));
        window("ctlog-ended_fail", first, root -> root.withCertificateLogWindow(past));
        window("rekor2-tlog-ended_fail", second, root -> root.withSecondLogWindow(past));
        window("rekor2-tlog-not-begun_fail", second, root -> root.withSecondLogWindow(future));
        window("tsa-ended_fail", second, root -> root.withTimestampAuthorityWindow(past));
        window("tsa-not-begun_fail", second, root -> root.withTimestampAuthorityWindow(future));
        window("tsa-validity-end-inclusive", second, root -> root.withTimestampAuthorityWindow(upToNow));
        root("tlog-missing-validity-start_fail", first, root -> remove(root.at("/tlogs/0/publicKey/validFor"), "start"));
        root("tlog-missing-validity_fail", first, root -> remove(root.at("/tlogs/0/publicKey"), "validFor"));
        root("without-tlog_fail", first, root -> root.withArray("tlogs").remove(0));
        root("rekor2-without-tlog_fail", second, root -> root.withArray("tlogs").remove(1));
        root("without-tsa_fail", second, root -> remove(root, "timestampAuthorities"));
        root("of-rekor1-only", first, root -> {
            root.withArray("tlogs").remove(1);
            remove(root, "timestampAuthorities");
        });
        LocalSigstore other = LocalSigstore.inMemory(Clock.fixed(NOW, ZoneOffset.UTC));
        ObjectNode others = other.trustedRoot().tree();
        // Authorities of the same names: neither hides the other, and none lends another its validity.
        root("with-namesake-of-the-ca", first,
                root -> root.withArray("certificateAuthorities").insert(0, others.at("/certificateAuthorities/0")));
        root("with-namesake-of-the-tsa", second,
                root -> root.withArray("timestampAuthorities").insert(0, others.at("/timestampAuthorities/0")));
        ObjectNode ended = sigstore.trustedRoot().withTimestampAuthorityWindow(past).tree();
        ended.withArray("timestampAuthorities").add(others.at("/timestampAuthorities/0"));
        cases.add(second.named("trust-root-with-validity-of-the-tsas-namesake_fail").trusting(ended.toString()));
        cases.add(first.named("trust-root-of-another-sigstore_fail").trusting(other.trustedRoot().json()));
        cases.add(second.named("rekor2-trust-root-of-another-sigstore_fail").trusting(other.trustedRoot().json()));
    }

    private void window(String name, Case about, UnaryOperator<TrustedRoot> change) {
        cases.add(about.named("trust-root-" + name).trusting(change.apply(sigstore.trustedRoot()).json()));
    }

    private void root(String name, Case about, Consumer<ObjectNode> change) {
        ObjectNode root = sigstore.trustedRoot().tree();
        change.accept(root);
        cases.add(about.named("trust-root-" + name).trusting(root.toString()));
    }

    private void envelopes() {
        Statement.Subject subject = new Statement.Subject("sample_project-1.0.tar.gz", DIGEST.hex());
        Statement.Subject another = new Statement.Subject("b.txt", Sha256.of(new byte[0]).hex());
        add("dsse-second-subject-matches", statement(STATEMENT.withSubjects(another, subject)));
        add("dsse-subject-of-any-name", statement(STATEMENT.withSubjects(new Statement.Subject("a.txt", DIGEST.hex()))));
        add("dsse-other-predicate-type", statement(STATEMENT.withPredicateType("https://example.org/predicate/v1")));
        add("dsse-without-predicate", statement(STATEMENT.withoutPredicate()));
        add("dsse-text-outside-of-ascii", statement(STATEMENT.withPredicate("{\"builder\":\"Zürich\"}")));
        add("dsse-no-subject_fail", statement(STATEMENT.withSubjects()));
        add("dsse-unknown-statement-type_fail", statement(STATEMENT.withType("https://example.org/Statement/v1")));
        add("dsse-statement-without-type_fail", statement(Statement.ofBytes("{}".getBytes(StandardCharsets.UTF_8))));
        add("dsse-no-statement_fail", statement(Statement.ofBytes(BYTES)));
        addChanged("dsse-other-payload-type_fail", statement(Knobs.none()),
                bundle -> object(bundle, "/dsseEnvelope").put("payloadType", "text/plain"));
        addChanged("dsse-two-signatures_fail", statement(Knobs.none()), bundle -> {
            JsonNode signatures = bundle.at("/dsseEnvelope/signatures");
            ((ArrayNode) signatures).add(signatures.get(0).deepCopy());
        });
        addChanged("dsse-no-signature_fail", statement(Knobs.none()),
                bundle -> object(bundle, "/dsseEnvelope").putArray("signatures"));
    }

    private void shapes() {
        String message = message(Knobs.none());
        addChanged("message-digest-mismatch_fail", message, bundle -> object(bundle, "/messageSignature/messageDigest")
                .put("digest", Base64.getEncoder().encodeToString(Sha256.of(new byte[0]).toBytes())));
        addChanged("message-digest-of-other-algorithm_fail", message,
                bundle -> object(bundle, "/messageSignature/messageDigest").put("algorithm", "SHA2_512"));
        addChanged("message-without-digest", message, bundle -> remove(bundle.at("/messageSignature"), "messageDigest"));
        addChanged("no-signed-content_fail", message, bundle -> remove(bundle, "messageSignature"));
        addChanged("two-signed-contents_fail", message, bundle -> bundle.set("dsseEnvelope", tree(statement(Knobs.none())).get("dsseEnvelope")));
        addChanged("no-media-type_fail", message, bundle -> remove(bundle, "mediaType"));
        addChanged("unknown-media-type_fail", message,
                bundle -> bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v9.9+json"));
        addChanged("no-verification-material_fail", message, bundle -> remove(bundle, "verificationMaterial"));
        addChanged("no-certificate_fail", message, bundle -> remove(bundle.at("/verificationMaterial"), "certificate"));
        addChanged("no-log-entry_fail", message, bundle -> remove(bundle.at("/verificationMaterial"), "tlogEntries"));
        addChanged("managed-key_fail", message, bundle -> {
            remove(bundle.at("/verificationMaterial"), "certificate");
            object(bundle, "/verificationMaterial").putObject("publicKey").put("hint", "key");
        });
        addChanged("swapped-log-entry_fail", message, bundle -> object(bundle, "/verificationMaterial")
                .set("tlogEntries", tree(message(Knobs.none())).at("/verificationMaterial/tlogEntries")));
        addChanged("rekor2-swapped-timestamp_fail", message(Knobs.in(EvidenceForm.REKOR_V2)),
                bundle -> object(bundle, "/verificationMaterial").set("timestampVerificationData",
                        tree(message(Knobs.in(EvidenceForm.REKOR_V2))).at("/verificationMaterial/timestampVerificationData")));
        addChanged("swapped-certificate_fail", message, bundle -> object(bundle, "/verificationMaterial")
                .set("certificate", tree(message(Knobs.none())).at("/verificationMaterial/certificate")));
        add("duplicate-member_fail", message.replaceFirst("\"mediaType\"", "\"mediaType\":\"\",\"mediaType\""));
        add("no-json_fail", "bundle");
    }

    private String message(Knobs knobs) {
        return message(Bundle.Version.V0_3, knobs);
    }

    private String message(Bundle.Version version, Knobs knobs) {
        return sigstore.bundle(version, SIGNER, BYTES, knobs).json();
    }

    private String statement(Knobs knobs) {
        return statement(Bundle.Version.V0_3, knobs);
    }

    private String statement(Bundle.Version version, Knobs knobs) {
        return sigstore.bundle(version, SIGNER, STATEMENT, knobs).json();
    }

    private String statement(Statement statement) {
        return sigstore.bundle(Bundle.Version.V0_3, SIGNER, statement, Knobs.none()).json();
    }

    private Case honest(String bundle) {
        return new Case("", bundle, sigstore.trustedRoot().json(), FILE, IDENTITY, ISSUER);
    }

    private void add(String name, String bundle) {
        cases.add(honest(bundle).named(name));
    }

    private void addChanged(String name, String bundle, Consumer<ObjectNode> change) {
        ObjectNode tree = tree(bundle);
        change.accept(tree);
        add(name, tree.toString());
    }

    private static ObjectNode tree(String json) {
        return Json.parseObject(json.getBytes(StandardCharsets.UTF_8)).orThrow();
    }

    private static ObjectNode object(ObjectNode tree, String pointer) {
        return (ObjectNode) tree.at(pointer);
    }

    private static void remove(JsonNode object, String member) {
        ((ObjectNode) object).remove(member);
    }

    private static String prefix(EvidenceForm form) {
        return form == EvidenceForm.REKOR_V2 ? "rekor2-" : "";
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
