package dev.hallmark.benchmarks.uploads;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.CoreMetadata;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.development.sigstore.Identity;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.development.sigstore.LocalSigstore;
import dev.hallmark.development.sigstore.Statement;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/// Uploads of one Trusted Publisher, release by release: each release has a certificate of its own, each file its
/// attestation. They are signed with the fastest provider, which is installed for that.
public final class AttestedUploads {

    /// Releases are spread over so many projects.
    private static final int PROJECTS = 500;

    private static final Publisher.GitHub PUBLISHER = new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER, Publisher.GitHub.PUBLIC_SERVER, "octo-org", null, "octo-repo", "release.yml", null);
    private static final Uploader UPLOADER = new Uploader.TrustedPublisher(new UUID(7, 40), PUBLISHER, Map.of());
    private static final Identity IDENTITY = Identity.of(Job.of("octo-org/octo-repo", "release.yml"));
    private static final CoreMetadata METADATA = new CoreMetadata(
            "2.4", "An example", ">=3.9", null, "MIT", null, null, null, null, null, null, null,
            List.of(), List.of(), List.of(), List.of());
    private static final Instant STAGED = Instant.parse("2026-01-01T00:00:00Z");

    private final LocalSigstore sigstore;

    private AttestedUploads(LocalSigstore sigstore) {
        this.sigstore = sigstore;
    }

    /// Uploads that a new Sigstore vouches for.
    public static AttestedUploads ofANewSigstore() {
        if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null) {
            Security.insertProviderAt(AmazonCorrettoCryptoProvider.INSTANCE, 1);
        }
        return new AttestedUploads(LocalSigstore.inMemory(Clock.systemUTC()));
    }

    /// The issuer that the trust root has to vouch for.
    public static String issuer() {
        return PUBLISHER.issuer();
    }

    public String trustedRoot() {
        return sigstore.trustedRoot().json();
    }

    /// The files of one release, by one certificate.
    ///
    /// @param number tells releases apart; the same number makes the same files, signed anew
    public List<UploadStaged> release(int number, int files) {
        String project = "sample-" + number % PROJECTS;
        String version = number / PROJECTS + 1 + ".0";
        List<String> filenames = IntStream.rangeClosed(1, files)
                .mapToObj(build -> project.replace('-', '_') + "-" + version + "-" + build + "-py3-none-any.whl")
                .toList();
        List<Attestation> attestations = sigstore.attest(
                IDENTITY,
                filenames.stream().map(name -> Statement.publish(name, digest(name))).toList(),
                Knobs.none());
        List<UploadStaged> uploads = new ArrayList<>(files);
        for (int i = 0; i < files; i++) {
            uploads.add(upload(new UUID(number, i), i + 1, filenames.get(i), "[" + attestations.get(i).json() + "]"));
        }
        return uploads;
    }

    private static UploadStaged upload(UUID id, int sequence, String filename, String attestations) {
        DistributionFilename parsed = DistributionFilename.parse(filename).orThrow();
        return new UploadStaged(
                new StagedFile(
                        id, parsed.project(), parsed.project().normalized(), parsed.version(), sequence, filename,
                        digest(filename), "0".repeat(32), "0".repeat(64), filename.length(), digest(filename + ".metadata"),
                        METADATA, UPLOADER, STAGED, "twine/6.2.0"),
                attestations);
    }

    /// The content of each file is its name.
    private static Sha256 digest(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.US_ASCII));
    }
}
