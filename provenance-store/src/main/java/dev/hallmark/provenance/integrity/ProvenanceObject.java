package dev.hallmark.provenance.integrity;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.RecordedAttestation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Renders the provenance object of a file (PyPUG "Index hosted attestations").
final class ProvenanceObject {

    private ProvenanceObject() {}

    /// The attestations by the identity whose they are, the uploading publisher's first.
    static Map<Publisher, List<RecordedAttestation>> bundles(PublishedFile file) {
        if (file.attestations().isEmpty()) {
            return Map.of();
        }
        return switch (file.staged().uploader()) {
            case Uploader.TrustedPublisher trusted -> Map.of(trusted.publisher(), file.attestations());
            case Uploader.ApiToken _ -> throw new IllegalArgumentException("only a Trusted Publisher's file has attestations");
        };
    }

    /// With a bundle for each identity that can be told this way; empty where there is none.
    static Optional<String> of(PublishedFile file) {
        List<String> bundles = bundles(file).entrySet().stream()
                .flatMap(bundle -> PyPiPublisher.of(bundle.getKey()).stream().map(publisher -> "{\"publisher\":" + publisher
                        + ",\"attestations\":["
                        + bundle.getValue().stream().map(RecordedAttestation::json).collect(Collectors.joining(","))
                        + "]}"))
                .toList();
        return bundles.isEmpty()
                ? Optional.empty()
                : Optional.of("{\"version\":1,\"attestation_bundles\":[" + String.join(",", bundles) + "]}");
    }
}
