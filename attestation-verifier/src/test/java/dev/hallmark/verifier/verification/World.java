package dev.hallmark.verifier.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.CoreMetadata;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.sigstore.Identity;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.LocalSigstore;
import dev.hallmark.development.sigstore.Statement;
import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.sigstore.TrustRoot;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// The default world: a local Sigstore that vouches for one publisher, a file of that publisher and the judge. A test
/// changes one thing.
public final class World {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final String FILENAME = "sample_project-1.0.tar.gz";
    public static final Sha256 DIGEST = Sha256.of("the bytes of the file".getBytes(StandardCharsets.UTF_8));
    public static final Publisher.GitHub PUBLISHER = new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER, Publisher.GitHub.PUBLIC_SERVER, "octo-org", "2002", "octo-repo", "release.yml", null);
    public static final Job JOB = Job.of("octo-org/octo-repo", "release.yml");
    public static final Identity IDENTITY = Identity.of(JOB);
    public static final Statement STATEMENT = Statement.publish(FILENAME, DIGEST);

    public static final LocalSigstore SIGSTORE = LocalSigstore.inMemory(Clock.fixed(NOW, ZoneOffset.UTC));
    public static final Cryptography CRYPTOGRAPHY = Cryptography.fastest();
    public static final Judge JUDGE =
            judgeOfAll(root("local", SIGSTORE.trustedRoot().json()), AttestationLimits.DEFAULT);

    static {
        // Trees of one or two leaves have proofs too short to bend.
        for (int i = 0; i < 5; i++) {
            SIGSTORE.attest(IDENTITY, STATEMENT);
        }
    }

    private World() {}

    /// A judge for whom this trust root vouches for github.com.
    public static Judge judge(String trustedRootJson) {
        return judge(Publisher.GitHub.PUBLIC_ISSUER, root("local", trustedRootJson));
    }

    public static Judge judge(String issuer, TrustRoot root) {
        return new Judge(TrustRoots.of(Map.of(issuer, root)), AttestationLimits.DEFAULT);
    }

    /// A judge for whom the root vouches for every issuer that tests use.
    private static Judge judgeOfAll(TrustRoot root, AttestationLimits limits) {
        Map<String, TrustRoot> byIssuer = new HashMap<>();
        Publishers.ISSUERS.forEach(issuer -> byIssuer.put(issuer, root));
        return new Judge(TrustRoots.of(byIssuer), limits);
    }

    /// A judge who takes the largest attestations that an operator may allow.
    static Judge roomyJudge() {
        return judgeOfAll(root("local", SIGSTORE.trustedRoot().json()), new AttestationLimits(256 * 1024, 256 * 1024));
    }

    public static TrustRoot root(String name, String trustedRootJson) {
        return TrustRoot.read(name, trustedRootJson.getBytes(StandardCharsets.UTF_8), CRYPTOGRAPHY);
    }

    public static String attest() {
        return attest(IDENTITY, STATEMENT, Knobs.none());
    }

    public static String attest(Statement statement) {
        return attest(IDENTITY, statement, Knobs.none());
    }

    public static String attest(Identity identity) {
        return attest(identity, STATEMENT, Knobs.none());
    }

    public static String attest(Knobs knobs) {
        return attest(IDENTITY, STATEMENT, knobs);
    }

    public static String attest(Identity identity, Statement statement, Knobs knobs) {
        return SIGSTORE.attest(identity, statement, knobs).json();
    }

    /// An honest attestation whose JSON was changed afterwards.
    public static String changed(Consumer<ObjectNode> change) {
        ObjectNode tree = SIGSTORE.attest(IDENTITY, STATEMENT).tree();
        change.accept(tree);
        return tree.toString();
    }

    public static ObjectNode material(ObjectNode attestation) {
        return (ObjectNode) attestation.path("verification_material");
    }

    public static ObjectNode envelope(ObjectNode attestation) {
        return (ObjectNode) attestation.path("envelope");
    }

    public static ObjectNode entry(ObjectNode attestation) {
        return (ObjectNode) attestation.path("verification_material").path("transparency_entries").get(0);
    }

    public static ObjectNode member(JsonNode object, String name) {
        return (ObjectNode) object.path(name);
    }

    public static String field(String... attestations) {
        return "[" + String.join(",", attestations) + "]";
    }

    public static UploadStaged upload(String field) {
        return upload(FILENAME, DIGEST, PUBLISHER, field);
    }

    public static UploadStaged upload(String filename, Sha256 digest, Publisher publisher, String field) {
        return upload(filename, digest, new Uploader.TrustedPublisher(new UUID(0, 1), publisher, Map.of()), field);
    }

    public static UploadStaged upload(String filename, Sha256 digest, Uploader uploader, String field) {
        return upload(new UUID(7, 7), filename, digest, uploader, field);
    }

    public static UploadStaged upload(UUID id, String filename, Sha256 digest, Uploader uploader, String field) {
        return upload(id, filename, digest, uploader, null, field);
    }

    /// The default file of a project that asks for something.
    public static UploadStaged upload(ProjectPolicy policy, String field) {
        return upload(
                new UUID(7, 7), FILENAME, DIGEST, new Uploader.TrustedPublisher(new UUID(0, 1), PUBLISHER, Map.of()), policy, field);
    }

    private static UploadStaged upload(
            UUID id, String filename, Sha256 digest, Uploader uploader, ProjectPolicy policy, String field) {
        DistributionFilename parsed = DistributionFilename.parse(filename).orThrow();
        CoreMetadata metadata = new CoreMetadata(
                "2.1", null, null, null, null, null, null, null, null, null, null, null,
                List.of(), List.of(), List.of(), List.of());
        return new UploadStaged(
                new StagedFile(
                        id, parsed.project(), parsed.project().normalized(), parsed.version(), 1, filename, digest,
                        "0".repeat(32), "0".repeat(64), 21, null, metadata, uploader, NOW, null, policy),
                field);
    }

    /// The verdict about the default file with these attestations.
    public static Verdict verdict(String... attestations) {
        return JUDGE.judge(upload(field(attestations)));
    }

    /// `verified`, or the code.
    public static String outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Verified _ -> "verified";
            case Verdict.Unattested _ -> "unattested";
            case Verdict.Rejected(RejectionCode code, _, _) -> code.code();
        };
    }
}
