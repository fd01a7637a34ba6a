package dev.hallmark.contract.event;

import dev.hallmark.contract.ProjectName;
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
            new Uploader.TrustedPublisher(
                    PUBLISHER_ID, PUBLISHER, Map.of("sha", "0123456789abcdef", "ref", "refs/tags/v1.0rc1", "run_id", "42")),
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

    private Examples() {}

    static Map<String, Event> all() {
        Map<String, Event> events = new LinkedHashMap<>();
        events.put("upload-staged.trusted-publisher", new UploadStaged(WHEEL, "[{\"version\": 1}]"));
        events.put("upload-staged.api-token", new UploadStaged(SDIST, null));
        events.put("verdict-reached.verified", verdict(new Verdict.Verified(List.of(VERIFIED, VERIFIED_WITH_FEW_FACTS))));
        events.put("verdict-reached.unattested", verdict(new Verdict.Unattested()));
        events.put(
                "verdict-reached.rejected",
                verdict(new Verdict.Rejected(RejectionCode.SUBJECT_DIGEST_MISMATCH, "sha256 ab", "sha256 cd")));
        events.put("project-created", new ProjectCreated(PROJECT, "Sample.Project", NOON, "administrator"));
        events.put("publisher-added", new PublisherAdded(PROJECT, PUBLISHER_ID, PUBLISHER, NOON, "administrator"));
        events.put(
                "publisher-removed",
                new PublisherRemoved(PROJECT, PUBLISHER_ID, PUBLISHER_OF_ANY_ENVIRONMENT, NOON, "administrator"));
        events.put(
                "file-published",
                new FilePublished(UPLOAD_ID, PROJECT, VERSION, WHEEL.filename(), WHEEL.sha256(), true, NOON));
        return events;
    }

    private static VerdictReached verdict(Verdict verdict) {
        return new VerdictReached(WHEEL, verdict, "attestation-verifier 0.1.0", "1");
    }

    private static Sha256 sha256(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
