package dev.hallmark.upload.oidc;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hallmark.upload.access.Permission;
import dev.hallmark.upload.access.Requires;
import dev.hallmark.upload.problems.Problem;
import dev.hallmark.upload.settings.Settings;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Where a client that only knows the upload URL finds the exchange (PEP 807).
@Path("/.well-known/pytp")
@Tag(name = "trusted-publishing")
final class DiscoveryResource {

    static final String MEDIA_TYPE = "application/vnd.pypi.pytp.v1+json";

    private final Set<String> uploadPaths;
    private final DiscoveryAnswer answer;

    @Inject
    DiscoveryResource(Settings settings) {
        URI index = settings.publicUrl();
        this.uploadPaths = Set.of(index.getRawPath() + "/legacy/", index.getRawPath() + "/legacy");
        this.answer = new DiscoveryAnswer(
                index + "/_/oidc/audience", index + "/_/oidc/mint-token", ExchangeRequest.FEATURES, ExchangeRequest.FEATURES);
    }

    /// @param audienceEndpoint on the host of the upload URL, as clients demand
    /// @param features what a client may ask of an upload token
    @Schema(name = "TrustedPublishingEndpoints")
    record DiscoveryAnswer(
            @JsonProperty("audience-endpoint") String audienceEndpoint,
            @JsonProperty("token-mint-endpoint") String tokenMintEndpoint,
            List<String> features,
            @JsonProperty("default-features") List<String> defaultFeatures) {}

    @GET
    @Produces(MEDIA_TYPE)
    @Requires(Permission.READ)
    @Operation(operationId = "discoverTrustedPublishing", summary = "Name the endpoints of Trusted Publishing for an upload URL")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DiscoveryAnswer.class)))
    @APIResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Response discover(@QueryParam("discover") @Nullable String uploadPath) {
        return uploadPath != null && uploadPaths.contains(uploadPath)
                ? Response.ok(answer).build()
                : Problem.of("upload-url-unknown", "Nothing is uploaded to this path.").response(404).build();
    }
}
