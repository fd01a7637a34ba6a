package dev.hallmark.provenance.simple;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.provenance.http.ContentCoding;
import dev.hallmark.provenance.http.CrossOrigin;
import dev.hallmark.provenance.http.EntityTags;
import dev.hallmark.provenance.http.PathSegment;
import dev.hallmark.provenance.http.Representation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private final PageReader pages;
    private final ProjectList list;

    SimpleResource(PageReader pages, ProjectList list) {
        this.pages = pages;
        this.list = list;
    }

    @GET
    public Uni<RestResponse<byte[]>> projects(
            @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        if (!request.path().endsWith("/")) {
            return Uni.createFrom().item(movedTo("/simple/"));
        }
        return list.current().chain(listing -> {
            Wanted wanted = Wanted.of(format, headers);
            ProjectList.Part part = listing.in(wanted.form().isJson());
            return wanted.has(part.digest())
                    ? Uni.createFrom().item(notModified(wanted, part.digest(), listing.serial()))
                    : list.body(part, wanted.coding())
                            .map(body -> answer(wanted, body, part.digest(), listing.serial()));
        });
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
        return pages.state(name.get()).chain(state -> {
            if (state.isEmpty()) {
                return Uni.createFrom().item(notFound());
            }
            Wanted wanted = Wanted.of(format, headers);
            return wanted.has(state.get().digest())
                    ? Uni.createFrom().item(notModified(wanted, state.get().digest(), state.get().serial()))
                    : pages.body(state.get(), wanted.form().isJson(), wanted.coding())
                            .map(page -> answer(
                                    wanted, page.bytes(), page.state().digest(), page.state().serial()));
        });
    }

    @OPTIONS
    public RestResponse<byte[]> projectsOptions() {
        return CrossOrigin.options();
    }

    @OPTIONS
    @Path("/{project}")
    public RestResponse<byte[]> projectOptions() {
        return CrossOrigin.options();
    }

    /// Which representation a request asks for, and which it has already.
    private record Wanted(SimpleForm form, ContentCoding coding, List<String> ifNoneMatch) {

        static Wanted of(@Nullable String format, HttpHeaders headers) {
            return new Wanted(
                    SimpleForm.chosenBy(format, headers.getRequestHeader(HttpHeaders.ACCEPT)),
                    ContentCoding.chosenBy(headers.getRequestHeader(HttpHeaders.ACCEPT_ENCODING)),
                    headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH));
        }

        /// @param digest of the page, whatever its form and coding
        String etag(String digest) {
            return form.etag(digest, coding);
        }

        boolean has(String digest) {
            return !ifNoneMatch.isEmpty() && EntityTags.of(ifNoneMatch).match(etag(digest));
        }
    }

    private static RestResponse<byte[]> notModified(Wanted wanted, String digest, long serial) {
        return page(Representation.notModified(wanted.etag(digest)), serial);
    }

    private static RestResponse<byte[]> answer(Wanted wanted, byte[] body, String digest, long serial) {
        return page(
                Representation.rendered(body, wanted.form().contentType(), wanted.etag(digest), wanted.coding())
                        .answer(),
                serial);
    }

    private static RestResponse<byte[]> page(ResponseBuilder<byte[]> answer, long serial) {
        return readable(answer.header("X-PyPI-Last-Serial", serial)).build();
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
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
                .header("Content-Security-Policy", "default-src 'none'; sandbox allow-top-navigation");
    }
}
