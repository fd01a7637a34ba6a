package dev.hallmark.upload.legacy;

import dev.hallmark.upload.Refused;
import dev.hallmark.upload.UploadRefusal;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.settings.Settings;
import dev.hallmark.upload.staging.Staging;
import dev.hallmark.upload.staging.Upload;
import dev.hallmark.upload.verdicts.VerdictWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.Cancellable;

/// The upload: accept and stage it, then wait for its verdict. Start reading here.
///
/// A client that goes away in the middle changes nothing: what was begun is ended, and the same upload sent again finds
/// out how.
@Path("/legacy/")
@Tag(name = "uploads")
@Cancellable(false)
final class UploadResource {

    private static final Logger LOG = Logger.getLogger(UploadResource.class);

    private final Acceptance acceptance;
    private final VerdictWatch watch;
    private final LegacyResponse responses;
    private final MeterRegistry metrics;
    private final Duration verdictDeadline;

    @Inject
    UploadResource(
            Acceptance acceptance, VerdictWatch watch, LegacyResponse responses, MeterRegistry metrics, Settings settings) {
        this.acceptance = acceptance;
        this.watch = watch;
        this.responses = responses;
        this.metrics = metrics;
        this.verdictDeadline = settings.uploads().verdictDeadline();
    }

    @POST
    @Requires(Permission.UPLOAD)
    @Operation(
            operationId = "uploadFile",
            summary = "Upload a distribution, as twine and uv do",
            description = "multipart/form-data; the token as Basic password of the user __token__, or as Bearer")
    @APIResponse(responseCode = "200", description = "The file is published")
    @APIResponse(responseCode = "202", description = "Staged (Prefer: respond-async), or held for an owner's decision; Location names its status")
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = RefusalBody.class)))
    @APIResponse(responseCode = "403", content = @Content(schema = @Schema(implementation = RefusalBody.class)))
    @APIResponse(responseCode = "503", content = @Content(schema = @Schema(implementation = RefusalBody.class)))
    public Uni<Response> upload(
            @Context HttpServerRequest request, @Context HttpServerResponse http, @Context HttpHeaders headers) {
        if (!request.path().endsWith("/")) {
            return Uni.createFrom().item(responses.movedToSlash());
        }
        request.pause();
        List<MediaType> acceptable = headers.getAcceptableMediaTypes();
        boolean async = prefersAsync(request);
        return acceptance.accept(request)
                .flatMap(outcome -> answerTo(outcome, async))
                .onFailure(StorageTrouble::isFullDisk)
                .recoverWithItem(UploadResource::storageFull)
                .invoke(this::count)
                .map(answer -> responses.of(answer, http, acceptable))
                .onFailure()
                .recoverWithItem(failure -> unavailable(failure, http, acceptable))
                .onTermination()
                .invoke(() -> dropTheRest(request));
    }

    private Uni<UploadAnswer> answerTo(Staging.Outcome outcome, boolean async) {
        return switch (outcome) {
            case Staging.Outcome.NotStaged(Refused why) -> Uni.createFrom().item(new UploadAnswer.NotAccepted(why));
            case Staging.Outcome.AlreadyPublished(UUID id) -> Uni.createFrom().item(new UploadAnswer.Published(id));
            case Staging.Outcome.Staged(UUID id) -> async
                    ? Uni.createFrom().item(new UploadAnswer.Accepted(id))
                    : watch.awaitEnd(id, verdictDeadline).map(upload -> answerTo(id, upload));
        };
    }

    private static UploadAnswer answerTo(UUID id, Optional<Upload> found) {
        Upload upload = found.orElseThrow(() -> new IllegalStateException("a staged upload never disappears"));
        return switch (upload.state()) {
            case STAGED -> new UploadAnswer.VerdictPending(id);
            case PUBLISHED -> new UploadAnswer.Published(id);
            case HELD -> new UploadAnswer.Held(id, upload.project().name().normalized(), upload.hold().orElseThrow());
            // Deleted while we waited: it was published.
            case DELETED -> new UploadAnswer.Published(id);
            case REJECTED -> new UploadAnswer.Rejected(id, upload.rejection().orElseThrow());
        };
    }

    private void count(UploadAnswer answer) {
        metrics.counter("hallmark.upload.attempt", "result", answer.result()).increment();
        if (answer instanceof UploadAnswer.NotAccepted(Refused why)) {
            LOG.infof("An upload was refused: code=%s", why.refusal().code());
        }
    }

    private Response unavailable(Throwable failure, HttpServerResponse http, List<MediaType> acceptable) {
        String incident = UUID.randomUUID().toString();
        metrics.counter("hallmark.upload.attempt", "result", "unavailable").increment();
        LOG.errorf(failure, "An upload failed: incident=%s", incident);
        return responses.unavailable(http, acceptable, incident);
    }

    private static UploadAnswer storageFull(Throwable failure) {
        LOG.errorf("An upload found no space to be stored: cause=%s", failure.toString());
        return new UploadAnswer.NotAccepted(
                Refused.of(UploadRefusal.STORAGE_FULL, "The index has no space left for this file."));
    }

    /// A refused client sends its body to the end before it reads the answer.
    private static void dropTheRest(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.resume();
        }
    }

    /// RFC 7240.
    private static boolean prefersAsync(HttpServerRequest request) {
        return request.headers().getAll("Prefer").stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .anyMatch(preference -> preference.strip().toLowerCase(Locale.ROOT).equals("respond-async"));
    }
}
