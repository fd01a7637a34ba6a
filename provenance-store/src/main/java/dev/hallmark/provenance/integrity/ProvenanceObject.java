package dev.hallmark.provenance.integrity;

import dev.hallmark.contract.Publisher;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.RecordedAttestation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Renders the provenance object of a file (PyPUG "Index hosted attestations").
final class ProvenanceObject {

    private ProvenanceObject() {}

    /// The attestations that hold, by the identity whose they are, the uploading publisher's first.
    static Map<Publisher, List<RecordedAttestation>> bundles(PublishedFile file) {
        Map<Publisher, List<RecordedAttestation>> bundles = new LinkedHashMap<>();
        for (RecordedAttestation attestation : file.attestations()) {
            bundles.computeIfAbsent(attestation.identity(), _ -> new ArrayList<>()).add(attestation);
        }
        return bundles;
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
