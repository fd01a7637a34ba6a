package dev.hallmark.provenance.integrity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /// One bundle for each identity, the uploading publisher's first; empty for a file without attestations that hold.
    static Optional<String> of(PublishedFile file) {
        Map<Publisher, List<String>> bundles = new LinkedHashMap<>();
        for (RecordedAttestation attestation : file.attestations()) {
            bundles.computeIfAbsent(attestation.identity(), _ -> new ArrayList<>()).add(attestation.json());
        }
        return bundles.isEmpty()
                ? Optional.empty()
                : Optional.of("{\"version\":1,\"attestation_bundles\":["
                        + bundles.entrySet().stream()
                                .map(bundle -> "{\"publisher\":" + publisher(bundle.getKey()) + ",\"attestations\":["
                                        + String.join(",", bundle.getValue()) + "]}")
                                .collect(Collectors.joining(","))
                        + "]}");
    }

    /// The members that every reader knows, none of them null: lock files copy them into a format that has no null.
    /// `issuer` is one more where it isn't the issuer that readers assume of the kind.
    private static ObjectNode publisher(Publisher publisher) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (publisher) {
            case Publisher.GitHub gitHub -> {
                json.put("kind", "GitHub");
                json.put("repository", gitHub.slug());
                json.put("workflow", gitHub.workflow());
                if (gitHub.environment() != null) {
                    json.put("environment", gitHub.environment());
                }
                if (!gitHub.issuer().equals(Publisher.GitHub.PUBLIC_ISSUER)) {
                    json.put("issuer", gitHub.issuer());
                }
                json.putObject("claims");
                yield json;
            }
            case Publisher.GitLab _,
                    Publisher.Google _,
                    Publisher.ActiveState _,
                    Publisher.Buildkite _,
                    Publisher.CircleCi _,
                    Publisher.Email _,
                    Publisher.Generic _ ->
                throw new IllegalArgumentException("no attestations of " + publisher.description() + " can be verified yet");
        };
    }
}
