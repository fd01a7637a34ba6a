package dev.hallmark.provenance.testing;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.CoreMetadata;
import dev.hallmark.contract.event.CoreMetadata.ProjectUrl;
import dev.hallmark.contract.event.Event;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.EventRecord;
import dev.hallmark.contract.event.Received;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerdictReached;
import dev.hallmark.contract.event.VerifiedAttestation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The default world of the tests: a release of one project, uploaded by its Trusted Publisher. Tests say what differs.
public final class Facts {

    public static final Publisher.GitHub PUBLISHER = new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER,
            Publisher.GitHub.PUBLIC_SERVER,
            "octo-org",
            "65",
            "sample",
            "release.yml",
            null);

    public static final UUID PUBLISHER_ID = UUID.fromString("00000000-0000-4000-8000-00000000000a");

    public static final Uploader BY_PUBLISHER = new Uploader.TrustedPublisher(
            PUBLISHER_ID, PUBLISHER, Map.of("sha", "f00d", "ref", "refs/tags/v1", "actor", "somebody"));

    public static final Uploader BY_TOKEN = new Uploader.ApiToken(
            UUID.fromString("00000000-0000-4000-8000-00000000000b"), "laptop of somebody");

    public static final Instant UPLOADED = Instant.parse("2026-03-04T05:06:07.123456789Z");

    /// Members in an order, with blanks and with one member that no reader of ours knows.
    public static final String ATTESTATION_JSON =
            "{ \"version\": 1,\"x-extra\":[1.0, 2e3],\"envelope\":{\"statement\":\"e30=\",\"signature\":\"c2ln\"},"
                    + "\"verification_material\":{\"certificate\":\"Y2VydA==\",\"transparency_entries\":[{}]}}";

    private Facts() {}

    public static Sha256 digest(String of) {
        return Sha256.of(of.getBytes(StandardCharsets.UTF_8));
    }

    public static CoreMetadata metadata(ProjectUrl... urls) {
        return new CoreMetadata(
                "2.4", "A sample", ">=3.9", null, "MIT", "An Author", null, null, null, null, null, null,
                List.of(urls), List.of(), List.of(), List.of());
    }

    public static StagedFile file(String filename) {
        return file(filename, 1, BY_PUBLISHER, metadata(new ProjectUrl("Source", "https://github.com/octo-org/sample")));
    }

    public static StagedFile file(String filename, long sequence, Uploader uploader, CoreMetadata metadata) {
        var name = dev.hallmark.contract.DistributionFilename.parse(filename).orThrow();
        return new StagedFile(
                UUID.nameUUIDFromBytes((filename + sequence).getBytes(StandardCharsets.UTF_8)),
                name.project(),
                name.project().normalized(),
                name.version(),
                sequence,
                filename,
                digest(filename),
                "0".repeat(32),
                "0".repeat(64),
                filename.length(),
                filename.endsWith(".whl") ? digest("metadata of " + filename) : null,
                metadata,
                uploader,
                UPLOADED,
                "twine/7.0.0");
    }

    public static StagedFile withDigest(StagedFile file, Sha256 sha256) {
        return new StagedFile(
                UUID.randomUUID(), file.project(), file.projectSpelling(), file.version(), file.releaseSequence() + 1,
                file.filename(), sha256, file.md5(), file.blake2b256(), file.size(), file.coreMetadataSha256(),
                file.metadata(), file.uploader(), file.uploadedAt(), file.userAgent());
    }

    /// The same file, accepted under this policy.
    public static StagedFile under(ProjectPolicy policy, StagedFile file) {
        return new StagedFile(
                file.uploadId(), file.project(), file.projectSpelling(), file.version(), file.releaseSequence(),
                file.filename(), file.sha256(), file.md5(), file.blake2b256(), file.size(), file.coreMetadataSha256(),
                file.metadata(), file.uploader(), file.uploadedAt(), file.userAgent(), policy);
    }

    /// The same file, uploaded a day later.
    public static StagedFile later(StagedFile file) {
        return new StagedFile(
                file.uploadId(), file.project(), file.projectSpelling(), file.version(), file.releaseSequence(),
                file.filename(), file.sha256(), file.md5(), file.blake2b256(), file.size(), file.coreMetadataSha256(),
                file.metadata(), file.uploader(), file.uploadedAt().plus(Duration.ofDays(1)), file.userAgent(), file.policy());
    }

    /// The same event with other names in it; its ids are others too.
    public static <E extends Event> E renamed(E event, UnaryOperator<String> names) {
        EventCodec codec = new EventCodec();
        String json = names.apply(codec.json(event));
        Matcher uploadId = Pattern.compile("\"uploadId\":\"([^\"]+)\"").matcher(json);
        json = uploadId.replaceAll(found -> "\"uploadId\":\""
                + UUID.nameUUIDFromBytes((found.group(1) + names.apply("order_")).getBytes(StandardCharsets.UTF_8)) + "\"");
        EventRecord like = codec.write(UUID.randomUUID(), "test", UPLOADED, event);
        Map<String, String> headers = new HashMap<>(like.headers());
        headers.put("ce_datadigest", "sha-256:" + digest(json).hex());
        Received read = codec.read(like.topic(), names.apply(like.key()), headers, json.getBytes(StandardCharsets.UTF_8));
        @SuppressWarnings("unchecked")
        E renamed = (E) ((Received.Accepted) read).event();
        return renamed;
    }

    public static VerifiedAttestation attestation(String predicateType, String json) {
        return new VerifiedAttestation(
                json,
                predicateType,
                new VerifiedAttestation.CertificateFacts(
                        digest("certificate"), "01ab", "https://github.com/octo-org/sample/.github/workflows/release.yml@refs/tags/v1",
                        Publisher.GitHub.PUBLIC_ISSUER, "https://github.com/octo-org/sample",
                        "0123456789abcdef0123456789abcdef01234567", "refs/tags/v1",
                        "https://github.com/octo-org/sample/.github/workflows/release.yml@refs/tags/v1", null,
                        "https://github.com/octo-org/sample/actions/runs/1/attempts/1", "push", "github-hosted", "public"),
                new VerifiedAttestation.LogEntry(digest("log"), 4242, "dsse", "0.0.1"),
                Instant.parse("2026-03-04T05:06:00Z"),
                new VerifiedAttestation.TrustRoot("public-good", digest("trust root")));
    }

    public static Verdict verified() {
        return new Verdict.Verified(List.of(attestation(VerifiedAttestation.PUBLISH_V1, ATTESTATION_JSON)));
    }

    public static Verdict unattested() {
        return new Verdict.Unattested();
    }

    public static Verdict rejected() {
        return new Verdict.Rejected(RejectionCode.SUBJECT_DIGEST_MISMATCH, "sha256 00", "sha256 11");
    }

    public static VerdictReached reached(StagedFile file, Verdict verdict) {
        return new VerdictReached(file, verdict, "attestation-verifier 0.1.0", "1");
    }

    public static ProjectName name(String spelling) {
        return ProjectName.parse(spelling).orThrow();
    }

    public static Version version(String text) {
        return Version.parse(text).orThrow();
    }
}
