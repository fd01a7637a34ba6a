package dev.hallmark.provenance.files;

import dev.hallmark.contract.Sha256;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.StoredFile;
import dev.hallmark.provenance.http.EntityTags;
import dev.hallmark.provenance.integrity.ProvenanceAnswers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/// What lies beside a file: `{filename}.metadata`, a wheel's core metadata byte for byte (PEP 658), and
/// `{filename}.provenance`, where some verifiers look for the provenance object.
@Path("/files/{first}/{second}/{sha256}")
@Singleton
@Cancellable(false)
public final class CompanionResource {

    private static final String METADATA = ".metadata";
    private static final String PROVENANCE = ".provenance";

    private final Files files;
    private final Blobs blobs;

    CompanionResource(Files files, Blobs blobs) {
        this.files = files;
        this.blobs = blobs;
    }

    @GET
    @Path("/{name:.+\\.metadata}")
    public Uni<RestResponse<Object>> metadata(
            @PathParam("first") String first,
            @PathParam("second") String second,
            @PathParam("sha256") String hex,
            @PathParam("name") String name,
            @Context HttpHeaders headers) {
        Optional<FileAddress> address =
                FileAddress.parse(first, second, hex, name).map(companion -> companion.without(METADATA));
        if (address.isEmpty()) {
            return Uni.createFrom().item(Download.notFound());
        }
        return Panache.withSession(() ->
                        files.findByDigest(address.get().sha256(), address.get().filename()))
                .chain(file -> metadata(name, file, headers));
    }

    /// Beside the HEAD method for files, a GET method alone would not be found.
    @HEAD
    @Path("/{name:.+\\.metadata}")
    public Uni<RestResponse<Object>> metadataHead(
            @PathParam("first") String first,
            @PathParam("second") String second,
            @PathParam("sha256") String hex,
            @PathParam("name") String name,
            @Context HttpHeaders headers) {
        return metadata(first, second, hex, name, headers);
    }

    private Uni<RestResponse<Object>> metadata(String name, Optional<StoredFile> file, HttpHeaders headers) {
        if (file.isEmpty() || file.get().coreMetadataSha256() == null) {
            return Uni.createFrom().item(Download.notFound());
        }
        Optional<RestResponse<Object>> refusal = Download.refusal(file.get().state());
        if (refusal.isPresent()) {
            return Uni.createFrom().item(refusal.get());
        }
        Sha256 sha256 = file.get().coreMetadataSha256();
        if (EntityTags.of(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH)).match(FileAddress.etag(sha256))) {
            return Uni.createFrom().item(Download.notModified(sha256));
        }
        return blobs.read(sha256).map(bytes -> bytes.isEmpty()
                ? Download.unreadable()
                : Download.of(200, name, sha256)
                        .header(HttpHeaders.CONTENT_LENGTH, bytes.get().length)
                        .entity(bytes.get())
                        .build());
    }

    @GET
    @Path("/{name:.+\\.provenance}")
    public Uni<RestResponse<byte[]>> provenance(
            @PathParam("first") String first,
            @PathParam("second") String second,
            @PathParam("sha256") String hex,
            @PathParam("name") String name,
            @Context HttpHeaders headers) {
        if (!ProvenanceAnswers.isAcceptable(headers)) {
            return Uni.createFrom().item(ProvenanceAnswers.notAcceptable());
        }
        Optional<FileAddress> address =
                FileAddress.parse(first, second, hex, name).map(companion -> companion.without(PROVENANCE));
        if (address.isEmpty()) {
            return Uni.createFrom().item(ProvenanceAnswers.none("this file"));
        }
        return Panache.withSession(() -> published(address.get())).map(file -> file.isEmpty()
                ? ProvenanceAnswers.none("this file")
                : ProvenanceAnswers.of(file.get(), headers));
    }

    @HEAD
    @Path("/{name:.+\\.provenance}")
    public Uni<RestResponse<byte[]>> provenanceHead(
            @PathParam("first") String first,
            @PathParam("second") String second,
            @PathParam("sha256") String hex,
            @PathParam("name") String name,
            @Context HttpHeaders headers) {
        return provenance(first, second, hex, name, headers);
    }

    private Uni<Optional<PublishedFile>> published(FileAddress address) {
        return files.findByDigest(address.sha256(), address.filename()).chain(file -> file.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : files.find(file.get().uploadId()));
    }
}
