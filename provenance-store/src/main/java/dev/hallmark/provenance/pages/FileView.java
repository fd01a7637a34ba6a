package dev.hallmark.provenance.pages;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.contract.event.VerifiedAttestation.CertificateFacts;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.RecordedAttestation;
import dev.hallmark.provenance.http.PathSegment;
import dev.hallmark.provenance.pages.ReleaseView.Fact;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One file as the page of its project shows it.
record FileView(
        String filename,
        String path,
        String kind,
        String size,
        String uploaded,
        String sha256,
        String uploader,
        @Nullable String uploaderUrl,
        @Nullable String provenancePath,
        String verdict,
        List<AttestationView> attestations,
        boolean attested) {

    /// @param title what the attestation says, in plain words
    /// @param holds false for one that a later review no longer found to hold
    record AttestationView(String title, String predicateType, boolean holds, List<Fact> facts) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /// The operator's name for the trust root of the public Sigstore, whose log has a search page.
    private static final String PUBLIC_TRUST_ROOT = "public-good";

    static FileView of(PublishedFile file) {
        StagedFile staged = file.staged();
        String hex = staged.sha256().hex();
        boolean attested = !file.attestations().isEmpty();
        return new FileView(
                staged.filename(),
                "/files/" + hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex + "/"
                        + PathSegment.of(staged.filename()),
                kind(staged.filename()),
                size(staged.size()),
                day(staged.uploadedAt()),
                hex,
                uploader(staged.uploader()),
                publisher(staged.uploader())
                        .flatMap(publisher -> Optional.ofNullable(publisher.repositoryUrl()))
                        .flatMap(WebLink::of)
                        .orElse(null),
                attested ? provenancePath(staged) : null,
                verdict(file),
                Stream.concat(file.attestations().stream(), file.fallen().stream())
                        .map(FileView::attestation)
                        .toList(),
                attested);
    }

    private static String verdict(PublishedFile file) {
        if (!file.attestations().isEmpty()) {
            RecordedAttestation last = file.attestations().getLast();
            return "Checked by " + last.verifier() + ", policy " + last.policy();
        }
        return file.fallen().isEmpty()
                ? "Uploaded without attestations: nothing says where it was built."
                : "Its attestations held when it was uploaded, and don't any more.";
    }

    static String day(Instant instant) {
        return DAY.format(instant);
    }

    private static AttestationView attestation(RecordedAttestation attestation) {
        RecordedAttestation.Facts facts = attestation.facts();
        CertificateFacts certificate = facts.certificate();
        List<Fact> shown = new ArrayList<>();
        if (attestation.late() != null) {
            add(shown, "Added", day(attestation.late().at()) + " by " + attestation.late().submitter(), null);
        }
        if (attestation.fallenBy() != null) {
            add(shown, "No longer holds", attestation.fallenBy().code(), null);
        }
        if (certificate.sourceRepositoryUri() == null) {
            add(shown, "Signed by", certificate.subjectAlternativeName(), null);
        }
        add(shown, "Repository", certificate.sourceRepositoryUri(), certificate.sourceRepositoryUri());
        add(shown, "Commit", certificate.sourceRepositoryDigest(), commitUrl(certificate));
        add(shown, "Ref", certificate.sourceRepositoryRef(), null);
        add(shown, "Workflow", workflow(certificate), null);
        add(shown, "Run", certificate.runInvocationUri(), certificate.runInvocationUri());
        add(shown, "Triggered by", certificate.trigger(), null);
        if (!certificate.issuer().equals(Publisher.GitHub.PUBLIC_ISSUER)) {
            add(shown, "Identity from", certificate.issuer(), null);
        }
        add(shown, "Signed", day(facts.signedAt()), null);
        add(shown, "Log entry", "no. " + facts.logEntry().logIndex(), logUrl(facts));
        add(shown, "Trust root", facts.trustRoot().name(), null);
        return new AttestationView(title(attestation), facts.predicateType(), attestation.holds(), shown);
    }

    private static void add(List<Fact> facts, String label, @Nullable String text, @Nullable String url) {
        if (text != null) {
            facts.add(new Fact(label, text, url == null ? null : WebLink.of(url).orElse(null)));
        }
    }

    private static String title(RecordedAttestation attestation) {
        if (attestation.late() != null) {
            return "Attested later by " + attestation.identity().description();
        }
        return switch (attestation.facts().predicateType()) {
            case VerifiedAttestation.PUBLISH_V1 -> "Published by this workflow";
            case VerifiedAttestation.SLSA_PROVENANCE_V1 -> "Built by this workflow";
            default -> "Attested by this workflow";
        };
    }

    private static @Nullable String commitUrl(CertificateFacts certificate) {
        return certificate.sourceRepositoryUri() == null
                ? null
                : certificate.sourceRepositoryUri() + "/commit/" + certificate.sourceRepositoryDigest();
    }

    /// The path of the workflow's file, without its repository and revision where they can be told apart.
    private static @Nullable String workflow(CertificateFacts certificate) {
        String uri = certificate.buildConfigUri();
        String repository = certificate.sourceRepositoryUri();
        if (uri == null || repository == null || !uri.startsWith(repository + "/") || !uri.contains("@")) {
            return uri;
        }
        return uri.substring(repository.length() + 1, uri.lastIndexOf('@'));
    }

    private static @Nullable String logUrl(RecordedAttestation.Facts facts) {
        return facts.trustRoot().name().equals(PUBLIC_TRUST_ROOT)
                ? "https://search.sigstore.dev/?logIndex=" + facts.logEntry().logIndex()
                : null;
    }

    private static String provenancePath(StagedFile staged) {
        return "/integrity/" + PathSegment.of(staged.project().normalized()) + "/"
                + PathSegment.of(staged.version().toString()) + "/" + PathSegment.of(staged.filename()) + "/provenance";
    }

    private static Optional<Publisher> publisher(Uploader uploader) {
        return switch (uploader) {
            case Uploader.TrustedPublisher trusted -> Optional.of(trusted.publisher());
            case Uploader.ApiToken _ -> Optional.empty();
        };
    }

    private static String uploader(Uploader uploader) {
        return publisher(uploader).map(Publisher::description).orElse("an API token");
    }

    private static String kind(String filename) {
        return switch (DistributionFilename.parse(filename).orThrow()) {
            case DistributionFilename.Wheel _ -> "wheel";
            case DistributionFilename.Sdist _ -> "source distribution";
        };
    }

    private static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1_000.0)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
    }
}
