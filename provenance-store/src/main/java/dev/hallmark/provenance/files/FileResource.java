package dev.hallmark.provenance.files;

import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.StoredFile;
import dev.hallmark.provenance.http.EntityTags;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.AsyncFile;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/// `GET /files/{ab}/{cd}/{sha256}/{filename}`: the files that installers download, whole or in part.
@Path("/files/{first}/{second}/{sha256}")
@Singleton
@Cancellable(false)
public final class FileResource {

    private final Files files;
    private final Blobs blobs;

    FileResource(Files files, Blobs blobs) {
        this.files = files;
        this.blobs = blobs;
    }

    @GET
    @Path("/{filename}")
    public Uni<RestResponse<Object>> get(
            @PathParam("first") String first,
            @PathParam("second") String second,
            @PathParam("sha256") String hex,
            @PathParam("filename") String filename,
            @Context HttpHeaders headers) {
        return find(FileAddress.parse(first, second, hex, filename))
                .chain(file -> answer(file, found -> get(found, headers)));
    }

    /// Says what [#get] would say for the whole file: ranges are a matter of GET alone (RFC 9110, 14.2).
    @HEAD
    @Path("/{filename}")
    public Uni<RestResponse<Object>> head(
            @PathParam("first") String first,
            @PathParam("second") String second,
            @PathParam("sha256") String hex,
            @PathParam("filename") String filename,
            @Context HttpHeaders headers) {
        return find(FileAddress.parse(first, second, hex, filename))
                .chain(file -> answer(file, found -> head(found, headers)));
    }

    private static Uni<RestResponse<Object>> answer(
            Optional<StoredFile> file, Function<StoredFile, Uni<RestResponse<Object>>> sending) {
        if (file.isEmpty()) {
            return Uni.createFrom().item(Download.notFound());
        }
        return Download.refusal(file.get().state())
                .map(Uni.createFrom()::item)
                .orElseGet(() -> sending.apply(file.get()));
    }

    private Uni<Optional<StoredFile>> find(Optional<FileAddress> address) {
        return address.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : Panache.withSession(() ->
                        files.findByDigest(address.get().sha256(), address.get().filename()));
    }

    private Uni<RestResponse<Object>> get(StoredFile file, HttpHeaders headers) {
        if (isKnown(file, headers)) {
            return Uni.createFrom().item(Download.notModified(file.sha256()));
        }
        ByteRange range = isCurrent(file, headers)
                ? ByteRange.of(headers.getRequestHeader("Range"), file.size())
                : new ByteRange.Whole();
        return switch (range) {
            case ByteRange.Unsatisfiable _ -> Uni.createFrom().item(Download.unsatisfiable(file.size()));
            case ByteRange.Part part -> send(
                    file,
                    part,
                    Download.of(206, file.filename(), file.sha256())
                            .header("Content-Range", part.contentRange(file.size())));
            case ByteRange.Whole _ -> send(
                    file,
                    new ByteRange.Part(0, file.size()),
                    Download.of(200, file.filename(), file.sha256()));
        };
    }

    private Uni<RestResponse<Object>> head(StoredFile file, HttpHeaders headers) {
        if (isKnown(file, headers)) {
            return Uni.createFrom().item(Download.notModified(file.sha256()));
        }
        return blobs.open(file.sha256(), file.size()).chain(blob -> blob.isEmpty()
                ? Uni.createFrom().item(Download.unreadable())
                : closed(blob.get()).map(_ -> Download.of(200, file.filename(), file.sha256())
                        .header(HttpHeaders.CONTENT_LENGTH, file.size())
                        .build()));
    }

    private Uni<RestResponse<Object>> send(StoredFile file, ByteRange.Part part, ResponseBuilder<Object> answer) {
        return blobs.open(file.sha256(), file.size()).map(blob -> blob.isEmpty()
                ? Download.unreadable()
                : answer.entity(new FileSlice(blob.get(), part.first(), part.length()))
                        .build());
    }

    private static Uni<Void> closed(AsyncFile blob) {
        return Uni.createFrom().completionStage(() -> blob.close().toCompletionStage());
    }

    private static boolean isKnown(StoredFile file, HttpHeaders headers) {
        return EntityTags.of(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH))
                .match(FileAddress.etag(file.sha256()));
    }

    /// `If-Range` asks for the part only if the file is still the one that the client knows.
    private static boolean isCurrent(StoredFile file, HttpHeaders headers) {
        List<String> ifRange = headers.getRequestHeader("If-Range");
        return ifRange.isEmpty() || ifRange.equals(List.of(FileAddress.etag(file.sha256())));
    }
}
