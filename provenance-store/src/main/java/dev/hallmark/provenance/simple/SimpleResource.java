package dev.hallmark.provenance.simple;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.provenance.http.CrossOrigin;
import dev.hallmark.provenance.http.PathSegment;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// `GET /simple/` and `GET /simple/{project}/`, which installers read.
@Path("/simple")
@Singleton
@Cancellable(false)
public final class SimpleResource {

    private static final byte[] NOT_FOUND = "404 Not Found".getBytes(StandardCharsets.US_ASCII);

    private final SimplePages pages;

    SimpleResource(SimplePages pages) {
        this.pages = pages;
    }

    @GET
    public Uni<RestResponse<byte[]>> projects(
            @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        if (!request.path().endsWith("/")) {
            return Uni.createFrom().item(movedTo("/simple/"));
        }
        return pages.projects().map(page -> answer(page, format, headers));
    }

    @GET
    @Path("/{project}")
    public Uni<RestResponse<byte[]>> project(
            @PathParam("project") String spelling,
            @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        Optional<ProjectName> name = ProjectName.parse(spelling).asOptional();
        if (name.isEmpty()) {
            return Uni.createFrom().item(notFound());
        }
        // Of a parsed name only, so that nothing which a client wrote gets into Location as it is.
        String canonical = "/simple/" + PathSegment.of(name.get().normalized()) + "/";
        if (!request.path().equals(canonical)) {
            return Uni.createFrom().item(movedTo(canonical));
        }
        return pages.find(name.get())
                .map(page -> page.isEmpty() ? notFound() : answer(page.get(), format, headers));
    }

    private static RestResponse<byte[]> answer(RenderedPage page, @Nullable String format, HttpHeaders headers) {
        SimpleForm form = SimpleForm.chosenBy(format, headers.getRequestHeader(HttpHeaders.ACCEPT));
        return readable(page.in(form)
                        .answer(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH))
                        .header("X-PyPI-Last-Serial", page.serial()))
                .build();
    }

    private static RestResponse<byte[]> movedTo(String path) {
        return readable(ResponseBuilder.<byte[]>create(301).header(HttpHeaders.LOCATION, path)).build();
    }

    private static RestResponse<byte[]> notFound() {
        return readable(ResponseBuilder.<byte[]>create(404)
                        .entity(NOT_FOUND)
                        .header(HttpHeaders.CONTENT_LENGTH, NOT_FOUND.length)
                        .header(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache"))
                .build();
    }

    private static ResponseBuilder<byte[]> readable(ResponseBuilder<byte[]> answer) {
        return CrossOrigin.allow(answer)
                .header(HttpHeaders.VARY, "Accept")
                .header("Content-Security-Policy", "default-src 'none'; sandbox allow-top-navigation");
    }
}
