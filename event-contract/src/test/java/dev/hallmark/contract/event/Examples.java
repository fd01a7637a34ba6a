package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event of every kind, and of every case within it; each has a golden file of its name.
final class Examples {

    static final ProjectName PROJECT = ProjectName.parse("sample-project").orThrow();
    static final Version VERSION = Version.parse("1.0rc1").orThrow();
    static final UUID UPLOAD_ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    static final UUID PUBLISHER_ID = UUID.fromString("0198c0de-0000-7000-8000-000000000002");
    static final UUID TOKEN_ID = UUID.fromString("0198c0de-0000-7000-8000-000000000003");
    static final UUID SUBMISSION_ID = UUID.fromString("0198c0de-0000-7000-8000-000000000004");
    static final UUID REVIEW_ID = UUID.fromString("0198c0de-0000-7000-8000-000000000005");
    static final Instant NOON = Instant.parse("2026-11-05T12:00:00.123456Z");

    private static final Instant TOMORROW = Instant.parse("2026-11-06T12:00:00.123456Z");
    private static final String ADMINISTRATOR = "administrator";
    private static final String VERIFIER = "attestation-verifier 0.1.0";
    private static final Map<String, String> CLAIMS =
            Map.of("sha", "0123456789abcdef", "ref", "refs/tags/v1.0rc1", "run_id", "42");

    static final Publisher PUBLISHER = new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER,
            Publisher.GitHub.PUBLIC_SERVER,
            "Sample-Org",
            "4711",
            "sample.project",
            "release.yml",
            "pypi");

    private static final Publisher PUBLISHER_OF_ANY_ENVIRONMENT = new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER, Publisher.GitHub.PUBLIC_SERVER, "sample-org", null, "sample", "ci.yml", null);

    private static final CoreMetadata METADATA = new CoreMetadata(
            "2.4",
            "A sample with \"quotes\", <tags> and ünïcödé 🐍",
            ">=3.9",
            null,
            "Apache-2.0",
            "Ada",
            "ada@example.org",
            "Grace",
            "grace@example.org",
            "sample,project",
            "https://example.org/",
            "https://example.org/download",
            List.of(new CoreMetadata.ProjectUrl("Source", "https://github.com/Sample-Org/sample.project")),
            List.of("Programming Language :: Python :: 3"),
            List.of("requests>=2", "rich; extra == 'pretty'"),
            List.of("pretty"));

    private static final CoreMetadata SPARSE_METADATA = new CoreMetadata(
            "2.1", null, null, "BSD", null, null, null, null, null, null, null, null, List.of(), List.of(), List.of(), List.of());

    static final StagedFile WHEEL = new StagedFile(
            UPLOAD_ID,
            PROJECT,
            "Sample.Project",
            VERSION,
            1,
            "sample_project-1.0rc1-py3-none-any.whl",
            sha256("wheel"),
            "9e107d9d372bb6826bd81d3542a419d6",
            "01718cec35cd3d796dd00020e0bfecb473ad23457d063b75eff29c0ffa2e58a9",
            12_345_678_901L,
            sha256("metadata"),
            METADATA,
            new Uploader.TrustedPublisher(PUBLISHER_ID, PUBLISHER, CLAIMS),
            NOON,
            "twine/6.2.0");

    static final StagedFile SDIST = new StagedFile(
            UPLOAD_ID,
            PROJECT,
            "sample-project",
            VERSION,
            2,
            "sample_project-1.0rc1.tar.gz",
            sha256("sdist"),
            "9e107d9d372bb6826bd81d3542a419d6",
            "01718cec35cd3d796dd00020e0bfecb473ad23457d063b75eff29c0ffa2e58a9",
            4_321,
            null,
            SPARSE_METADATA,
            new Uploader.ApiToken(TOKEN_ID, "release bot"),
            NOON,
            null);

    private static final VerifiedAttestation VERIFIED = new VerifiedAttestation(
            "{\"version\": 1, \"envelope\": {}}",
            VerifiedAttestation.PUBLISH_V1,
            new VerifiedAttestation.CertificateFacts(
                    sha256("certificate"),
                    "0a1b2c",
                    "https://github.com/Sample-Org/sample.project/.github/workflows/release.yml@refs/tags/v1.0rc1",
                    Publisher.GitHub.PUBLIC_ISSUER,
                    "https://github.com/Sample-Org/sample.project",
                    "0123456789abcdef",
                    "refs/tags/v1.0rc1",
                    "https://github.com/Sample-Org/sample.project/.github/workflows/release.yml@refs/tags/v1.0rc1",
                    "https://github.com/Sample-Org/sample.project/.github/workflows/release.yml@refs/tags/v1.0rc1",
                    "https://github.com/Sample-Org/sample.project/actions/runs/42/attempts/1",
                    "push",
                    "github-hosted",
                    "public"),
            new VerifiedAttestation.LogEntry(sha256("log"), 151_515_151L, "dsse", "0.0.1"),
            NOON,
            new VerifiedAttestation.TrustRoot("public-good", sha256("trust root")));

    private static final VerifiedAttestation VERIFIED_WITH_FEW_FACTS = new VerifiedAttestation(
            "{\"version\": 1}",
            VerifiedAttestation.SLSA_PROVENANCE_V1,
            new VerifiedAttestation.CertificateFacts(
                    sha256("certificate"), "0a", "ada@example.org", "https://accounts.example.org",
                    null, null, null, null, null, null, null, null, null),
            new VerifiedAttestation.LogEntry(sha256("log"), 0, "dsse", "0.0.1"),
            NOON,
            new VerifiedAttestation.TrustRoot("local", sha256("another trust root")));

    private static final Verdict ATTESTED = new Verdict.Verified(List.of(VERIFIED, VERIFIED_WITH_FEW_FACTS));
    private static final Verdict.Rejected REJECTED =
            new Verdict.Rejected(RejectionCode.SUBJECT_DIGEST_MISMATCH, "sha256 ab", "sha256 cd");

    private static final ProjectPolicy.Attester REBUILDER =
            new ProjectPolicy.Attester("rebuilder", ExamplePublishers.sparse().get("gitlab"));

    private static final ProjectPolicy STRICT_POLICY = new ProjectPolicy(
            7,
            true,
            NOON,
            List.of(VerifiedAttestation.PUBLISH_V1, VerifiedAttestation.SLSA_PROVENANCE_V1),
            List.of(PUBLISHER),
            ProjectPolicy.Reaction.HOLD,
            ProjectPolicy.Reaction.WARN,
            true,
            "https://index.example/",
            List.of(REBUILDER));

    private static final StagedFile WHEEL_UNDER_A_POLICY = new StagedFile(
            UPLOAD_ID,
            PROJECT,
            "Sample.Project",
            VERSION,
            1,
            WHEEL.filename(),
            WHEEL.sha256(),
            WHEEL.md5(),
            WHEEL.blake2b256(),
            WHEEL.size(),
            WHEEL.coreMetadataSha256(),
            SPARSE_METADATA,
            WHEEL.uploader(),
            NOON,
            "twine/6.2.0",
            STRICT_POLICY);

    private Examples() {}

    static Map<String, Event> all() {
        Map<String, Event> events = new LinkedHashMap<>();
        events.put("upload-staged.trusted-publisher", new UploadStaged(WHEEL, "[{\"version\": 1}]"));
        events.put("upload-staged.api-token", new UploadStaged(SDIST, null));
        events.put("upload-staged.under-a-policy", new UploadStaged(WHEEL_UNDER_A_POLICY, "[{\"version\": 1}]"));
        addVerdicts(events);
        addSubmissionsAndReviews(events);
        addPublishers(events);
        addProjects(events);
        addFiles(events);
        return events;
    }

    private static void addVerdicts(Map<String, Event> events) {
        events.put("verdict-reached.verified", verdict(ATTESTED));
        events.put("verdict-reached.unattested", verdict(new Verdict.Unattested()));
        events.put("verdict-reached.rejected", verdict(REJECTED));
        events.put(
                "verdict-reached.trust-root",
                new VerdictReached(WHEEL_UNDER_A_POLICY, REJECTED, VERIFIER, "1", VERIFIED.trustRoot()));
    }

    private static void addSubmissionsAndReviews(Map<String, Event> events) {
        events.put(
                "attestations-submitted",
                new AttestationsSubmitted(
                        SUBMISSION_ID, WHEEL, REBUILDER, "[{\"version\": 1}]", ProjectPolicy.INITIAL, NOON));
        events.put("submission-judged.verified", judged(ATTESTED, VERIFIED.trustRoot()));
        events.put("submission-judged.rejected", judged(REJECTED, null));
        events.put(
                "review-requested", new ReviewRequested(REVIEW_ID, WHEEL, PUBLISHER, "[{\"version\": 1}]", NOON));
        events.put("review-concluded.verified", concluded(ATTESTED, VERIFIED.trustRoot()));
        events.put("review-concluded.rejected", concluded(REJECTED, null));
        events.put(
                "verdict-changed.invalid",
                new VerdictChanged(
                        REVIEW_ID, UPLOAD_ID, PROJECT, VERSION, WHEEL.filename(), PUBLISHER, false,
                        RejectionCode.CERTIFICATE_CHAIN_UNTRUSTED, NOON));
        events.put(
                "verdict-changed.valid",
                new VerdictChanged(
                        REVIEW_ID, UPLOAD_ID, PROJECT, VERSION, WHEEL.filename(), PUBLISHER, true, null, NOON));
        events.put(
                "attestations-added",
                new AttestationsAdded(
                        SUBMISSION_ID, UPLOAD_ID, PROJECT, VERSION, WHEEL.filename(), REBUILDER,
                        List.of(VerifiedAttestation.SLSA_PROVENANCE_V1), NOON));
    }

    private static void addPublishers(Map<String, Event> events) {
        events.put("publisher-added", new PublisherAdded(PROJECT, PUBLISHER_ID, PUBLISHER, NOON, ADMINISTRATOR));
        events.put(
                "publisher-removed",
                new PublisherRemoved(PROJECT, PUBLISHER_ID, PUBLISHER_OF_ANY_ENVIRONMENT, NOON, ADMINISTRATOR));
        ExamplePublishers.complete().forEach((kind, publisher) -> events.put(
                "publisher-added." + kind, new PublisherAdded(PROJECT, PUBLISHER_ID, publisher, NOON, ADMINISTRATOR)));
        ExamplePublishers.sparse().forEach((kind, publisher) -> events.put(
                "publisher-removed." + kind, new PublisherRemoved(PROJECT, PUBLISHER_ID, publisher, NOON, ADMINISTRATOR)));
        events.put(
                "pending-publisher-added",
                new PendingPublisherAdded(PROJECT, PUBLISHER_ID, PUBLISHER, TOMORROW, NOON, ADMINISTRATOR));
        for (PendingPublisherRemoved.Reason reason : PendingPublisherRemoved.Reason.values()) {
            events.put(
                    "pending-publisher-removed." + reason.word(),
                    new PendingPublisherRemoved(PROJECT, PUBLISHER_ID, PUBLISHER, reason, NOON, ADMINISTRATOR));
        }
        events.put("publisher-reified", new PublisherReified(PROJECT, PUBLISHER_ID, PUBLISHER, NOON));
        events.put(
                "upload-token-minted",
                new UploadTokenMinted(PROJECT, PUBLISHER_ID, PUBLISHER, TOKEN_ID, CLAIMS, TOMORROW, NOON));
    }

    private static void addProjects(Map<String, Event> events) {
        events.put("project-created", new ProjectCreated(PROJECT, "Sample.Project", NOON, ADMINISTRATOR));
        for (ProjectStatus status : ProjectStatus.values()) {
            events.put(
                    "project-status-changed." + status.marker(),
                    new ProjectStatusChanged(
                            PROJECT, status, status == ProjectStatus.ACTIVE ? null : "superseded", NOON, ADMINISTRATOR));
        }
        events.put("policy-changed.strict", new PolicyChanged(PROJECT, STRICT_POLICY, NOON, ADMINISTRATOR));
        events.put("policy-changed.initial", new PolicyChanged(PROJECT, ProjectPolicy.INITIAL, NOON, ADMINISTRATOR));
        events.put("release-yanked", new ReleaseYanked(PROJECT, VERSION, "does not import", NOON, ADMINISTRATOR));
        events.put("release-yanked.without-reason", new ReleaseYanked(PROJECT, VERSION, null, NOON, ADMINISTRATOR));
        events.put("release-unyanked", new ReleaseUnyanked(PROJECT, VERSION, NOON, ADMINISTRATOR));
        for (ProvenanceChanged.Kind kind : ProvenanceChanged.Kind.values()) {
            events.put("provenance-changed." + kind.word(), changed(kind));
        }
        events.put(
                "url-verified",
                new UrlVerified(
                        PROJECT, VERSION, "Source", "https://github.com/Sample-Org/sample.project", UPLOAD_ID, PUBLISHER, NOON));
    }

    private static void addFiles(Map<String, Event> events) {
        String filename = WHEEL.filename();
        events.put(
                "file-published", new FilePublished(UPLOAD_ID, PROJECT, VERSION, filename, WHEEL.sha256(), true, NOON));
        events.put(
                "file-rejected",
                new FileRejected(UPLOAD_ID, PROJECT, VERSION, filename, REJECTED.code().code(), "sha256 ab", "sha256 cd", NOON));
        events.put(
                "file-held",
                new FileHeld(
                        UPLOAD_ID, PROJECT, VERSION, filename, "provenance-lost", "a publish attestation, as 0.9 had", "none", NOON));
        events.put("hold-decided.approved", new HoldDecided(PROJECT, UPLOAD_ID, true, NOON, ADMINISTRATOR));
        events.put("hold-decided.refused", new HoldDecided(PROJECT, UPLOAD_ID, false, NOON, ADMINISTRATOR));
        events.put(
                "file-quarantined",
                new FileQuarantined(UPLOAD_ID, PROJECT, VERSION, filename, "its workflow was compromised", NOON, ADMINISTRATOR));
        events.put("file-unquarantined", new FileUnquarantined(UPLOAD_ID, PROJECT, VERSION, filename, NOON, ADMINISTRATOR));
        events.put("file-deleted", new FileDeleted(PROJECT, VERSION, UPLOAD_ID, filename, NOON, ADMINISTRATOR));
    }

    private static VerdictReached verdict(Verdict verdict) {
        return new VerdictReached(WHEEL, verdict, VERIFIER, "1");
    }

    private static SubmissionJudged judged(Verdict verdict, VerifiedAttestation.@Nullable TrustRoot trustRoot) {
        return new SubmissionJudged(
                SUBMISSION_ID, UPLOAD_ID, PROJECT, VERSION, WHEEL.filename(), REBUILDER, NOON, verdict, VERIFIER, "1", trustRoot);
    }

    private static ReviewConcluded concluded(Verdict verdict, VerifiedAttestation.@Nullable TrustRoot trustRoot) {
        return new ReviewConcluded(REVIEW_ID, UPLOAD_ID, PROJECT, PUBLISHER, verdict, VERIFIER, "1", trustRoot);
    }

    private static ProvenanceChanged changed(ProvenanceChanged.Kind kind) {
        List<Publisher> before = kind == ProvenanceChanged.Kind.GAINED ? List.of() : List.of(PUBLISHER_OF_ANY_ENVIRONMENT);
        List<Publisher> now = kind == ProvenanceChanged.Kind.LOST ? List.of() : List.of(PUBLISHER);
        return new ProvenanceChanged(
                PROJECT, VERSION, Version.parse("0.9").orThrow(), kind, before, now, UPLOAD_ID, WHEEL.filename(), NOON);
    }

    private static Sha256 sha256(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
