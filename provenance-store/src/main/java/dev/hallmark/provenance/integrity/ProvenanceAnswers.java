package dev.hallmark.provenance.integrity;

import dev.hallmark.provenance.catalogue.FileState;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.Recorded;
import dev.hallmark.provenance.http.CrossOrigin;
import dev.hallmark.provenance.http.JsonMessage;
import dev.hallmark.provenance.http.MediaTypes;
import dev.hallmark.provenance.http.Representation;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/// How provenance is answered for, at its own address and at the file's alias of it.
///
/// | the file | as PEP 740 object | extended |
/// |---|---|---|
/// | published, attested | 200; 406 if no publisher of it can be told this way | 200 |
/// | published, without attestations that hold | 404 | 404 |
/// | quarantined | 403 | 200 |
/// | deleted | 410 | 410, with all that is known |
/// | unknown | 404 | 404 |
public final class ProvenanceAnswers {

    private static final List<String> STANDARD = List.of("application/vnd.pypi.integrity.v1+json", "application/json");

    private ProvenanceAnswers() {}

    /// Whether the client accepts any of the forms; asked first, before anything is looked up, as PyPI does.
    public static boolean isAcceptable(HttpHeaders headers) {
        return accepted(headers).bestOf(STANDARD).isPresent() || wantsExtended(headers);
    }

    public static RestResponse<byte[]> notAcceptable() {
        return JsonMessage.of(406, "Request not acceptable");
    }

    /// @param filename parsed, or at least of printable ASCII
    public static RestResponse<byte[]> none(String filename) {
        return JsonMessage.of(404, "No provenance available for " + filename);
    }

    /// To a client that accepts any of the forms.
    public static RestResponse<byte[]> of(PublishedFile file, HttpHeaders headers) {
        String filename = file.staged().filename();
        Optional<String> standard = ProvenanceObject.of(file);
        Optional<String> mediaType = accepted(headers).bestOf(STANDARD);
        if (wantsExtended(headers) || (standard.isEmpty() && !file.attestations().isEmpty() && acceptsExtended(headers))) {
            return extended(file, headers);
        }
        return switch (file.state()) {
            case DELETED -> JsonMessage.of(410, filename + " was deleted; what is known of it is told as "
                    + ExtendedProvenance.MEDIA_TYPE);
            case QUARANTINED -> JsonMessage.of(403, filename + " is quarantined");
            case PUBLISHED -> {
                if (file.attestations().isEmpty()) {
                    yield none(filename);
                }
                yield standard.isEmpty() || mediaType.isEmpty()
                        ? JsonMessage.of(406, "The publisher of " + filename + " can only be told as "
                                + ExtendedProvenance.MEDIA_TYPE)
                        : answer(Representation.of(standard.get(), mediaType.get()), headers);
            }
        };
    }

    private static RestResponse<byte[]> extended(PublishedFile file, HttpHeaders headers) {
        Representation whole =
                Representation.of(Recorded.write(ExtendedProvenance.of(file)), ExtendedProvenance.MEDIA_TYPE);
        if (file.state() == FileState.DELETED) {
            return CrossOrigin.allow(whole.answer().status(410).header(HttpHeaders.VARY, "Accept")).build();
        }
        return file.state() == FileState.PUBLISHED && file.attestations().isEmpty()
                ? none(file.staged().filename())
                : answer(whole, headers);
    }

    private static RestResponse<byte[]> answer(Representation representation, HttpHeaders headers) {
        return CrossOrigin.allow(representation
                        .answer(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH))
                        .header(HttpHeaders.VARY, "Accept"))
                .build();
    }

    /// Rather than a PEP 740 object: those come first where a client has no preference.
    private static boolean wantsExtended(HttpHeaders headers) {
        return accepted(headers)
                .bestOf(List.of(STANDARD.getFirst(), STANDARD.getLast(), ExtendedProvenance.MEDIA_TYPE))
                .filter(ExtendedProvenance.MEDIA_TYPE::equals)
                .isPresent();
    }

    private static boolean acceptsExtended(HttpHeaders headers) {
        return accepted(headers).bestOf(List.of(ExtendedProvenance.MEDIA_TYPE)).isPresent();
    }

    private static MediaTypes accepted(HttpHeaders headers) {
        return MediaTypes.accepted(headers.getRequestHeader(HttpHeaders.ACCEPT));
    }
}
