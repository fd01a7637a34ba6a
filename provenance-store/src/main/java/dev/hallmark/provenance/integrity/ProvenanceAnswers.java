package dev.hallmark.provenance.integrity;

import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.http.CrossOrigin;
import dev.hallmark.provenance.http.JsonMessage;
import dev.hallmark.provenance.http.MediaTypes;
import dev.hallmark.provenance.http.Representation;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/// How provenance is answered for, at its own address and at the file's alias of it.
public final class ProvenanceAnswers {

    private static final List<String> OFFERS = List.of("application/vnd.pypi.integrity.v1+json", "application/json");

    private ProvenanceAnswers() {}

    /// The media type to send; empty where the client accepts none of them.
    public static Optional<String> mediaType(HttpHeaders headers) {
        return MediaTypes.accepted(headers.getRequestHeader(HttpHeaders.ACCEPT)).bestOf(OFFERS);
    }

    public static RestResponse<byte[]> notAcceptable() {
        return JsonMessage.of(406, "Request not acceptable");
    }

    /// @param filename parsed, or at least of printable ASCII
    public static RestResponse<byte[]> none(String filename) {
        return JsonMessage.of(404, "No provenance available for " + filename);
    }

    public static RestResponse<byte[]> of(PublishedFile file, String mediaType, HttpHeaders headers) {
        Optional<String> provenance = ProvenanceObject.of(file);
        if (provenance.isEmpty()) {
            return none(file.staged().filename());
        }
        return CrossOrigin.allow(Representation.of(provenance.get(), mediaType)
                        .answer(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH))
                        .header(HttpHeaders.VARY, "Accept"))
                .build();
    }
}
