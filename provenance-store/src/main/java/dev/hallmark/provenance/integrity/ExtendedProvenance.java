package dev.hallmark.provenance.integrity;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RejectionCode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.VerifiedAttestation.CertificateFacts;
import dev.hallmark.contract.event.VerifiedAttestation.LogEntry;
import dev.hallmark.contract.event.VerifiedAttestation.TrustRoot;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.RecordedAttestation;
import dev.hallmark.provenance.history.UploadedBy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Everything that is known of a file's provenance, for readers that are not bound to the publishers that PyPI knows.
///
/// @param version of this representation
/// @param state `published`, `quarantined` or `deleted`
/// @param verdict by what, and when, the file was judged
/// @param fallen attestations that were verified once and no longer hold
record ExtendedProvenance(
        int version,
        ProjectName project,
        Version release,
        String filename,
        Sha256 sha256,
        String state,
        Instant uploadedAt,
        UploadedBy uploadedBy,
        Verdict verdict,
        List<Bundle> attestationBundles,
        List<Fallen> fallen) {

    static final String MEDIA_TYPE = "application/vnd.hallmark.provenance.v1+json";

    /// @param verifier name and version of the program that decided
    /// @param policy version of the verification policy it decided by
    /// @param at when the store recorded it
    record Verdict(String verifier, String policy, Instant at) {}

    /// @param publisher by value, with its issuer, as it was registered when the attestations were verified
    record Bundle(Publisher publisher, List<Attestation> attestations) {}

    /// @param attestation character for character as it was sent
    /// @param verifier name and version of the program that judged it last
    /// @param policy version of the verification policy it did so by
    /// @param late who added it, and when; null for one that came with the file
    record Attestation(
            @JsonRawValue String attestation,
            String predicateType,
            Instant signedAt,
            CertificateFacts certificate,
            LogEntry logEntry,
            TrustRoot trustRoot,
            String verifier,
            String policy,
            RecordedAttestation.@Nullable Late late) {

        static Attestation of(RecordedAttestation recorded) {
            RecordedAttestation.Facts facts = recorded.facts();
            return new Attestation(
                    recorded.json(),
                    facts.predicateType(),
                    facts.signedAt(),
                    facts.certificate(),
                    facts.logEntry(),
                    facts.trustRoot(),
                    recorded.verifier(),
                    recorded.policy(),
                    recorded.late());
        }
    }

    /// Without the attestation itself: nobody should take it for one.
    ///
    /// @param code why it no longer holds
    record Fallen(Publisher publisher, String predicateType, @Nullable RejectionCode code, LogEntry logEntry) {

        static Fallen of(RecordedAttestation recorded) {
            return new Fallen(
                    recorded.identity(), recorded.facts().predicateType(), recorded.fallenBy(), recorded.facts().logEntry());
        }
    }

    static ExtendedProvenance of(PublishedFile file) {
        StagedFile staged = file.staged();
        return new ExtendedProvenance(
                1,
                staged.project(),
                staged.version(),
                staged.filename(),
                staged.sha256(),
                file.state().name().toLowerCase(Locale.ROOT),
                staged.uploadedAt(),
                UploadedBy.of(staged.uploader()),
                new Verdict(file.verifier(), file.policy(), file.publishedAt()),
                ProvenanceObject.bundles(file).entrySet().stream()
                        .map(bundle -> new Bundle(
                                bundle.getKey(),
                                bundle.getValue().stream().map(Attestation::of).toList()))
                        .toList(),
                file.fallen().stream().map(Fallen::of).toList());
    }
}
