package dev.hallmark.provenance.integrity;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.Recorded;
import dev.hallmark.provenance.catalogue.Releases;
import dev.hallmark.provenance.http.CrossOrigin;
import dev.hallmark.provenance.http.JsonMessage;
import dev.hallmark.provenance.http.Representation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/// The Integrity API. Projects are found by any spelling of their name, releases by any equal version; nothing redirects.
@Path("/integrity/{project}/{version}")
@Singleton
@Cancellable(false)
public final class IntegrityResource {

    private final Files files;
    private final Releases releases;

    IntegrityResource(Files files, Releases releases) {
        this.files = files;
        this.releases = releases;
    }

    @GET
    @Path("/{filename}/provenance")
    public Uni<RestResponse<byte[]>> provenance(
            @PathParam("project") String project,
            @PathParam("version") String version,
            @PathParam("filename") String filename,
            @Context HttpHeaders headers) {
        if (!ProvenanceAnswers.isAcceptable(headers)) {
            return Uni.createFrom().item(ProvenanceAnswers.notAcceptable());
        }
        Optional<ProjectName> name = ProjectName.parse(project).asOptional();
        Optional<Version> parsed = Version.parse(version).asOptional();
        if (name.isEmpty() || parsed.isEmpty() || DistributionFilename.parse(filename).asOptional().isEmpty()) {
            return Uni.createFrom().item(JsonMessage.of(404, "No such file"));
        }
        return Panache.withSession(() -> files.find(name.get(), parsed.get(), filename))
                .map(file -> file.isEmpty()
                        ? ProvenanceAnswers.none(filename)
                        : ProvenanceAnswers.of(file.get(), headers));
    }

    @GET
    @Path("/urls")
    public Uni<RestResponse<byte[]>> urls(
            @PathParam("project") String project,
            @PathParam("version") String version,
            @Context HttpHeaders headers) {
        Optional<ProjectName> name = ProjectName.parse(project).asOptional();
        Optional<Version> parsed = Version.parse(version).asOptional();
        if (name.isEmpty() || parsed.isEmpty()) {
            return Uni.createFrom().item(JsonMessage.of(404, "No such release"));
        }
        return Panache.withSession(() -> releases.find(name.get(), parsed.get())
                        .chain(release -> release.isEmpty()
                                ? Uni.createFrom().item(Optional.<ReleaseUrls>empty())
                                : files.ofRelease(name.get(), parsed.get())
                                        .map(ofRelease -> Optional.of(
                                                ReleaseUrls.of(name.get(), release.get(), ofRelease)))))
                .map(urls -> urls.isEmpty()
                        ? JsonMessage.of(404, "No such release")
                        : CrossOrigin.allow(Representation.of(Recorded.write(urls.get()), "application/json")
                                        .answer(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH)))
                                .build());
    }

    @OPTIONS
    @Path("/{filename}/provenance")
    public RestResponse<byte[]> provenanceOptions() {
        return CrossOrigin.options();
    }

    @OPTIONS
    @Path("/urls")
    public RestResponse<byte[]> urlsOptions() {
        return CrossOrigin.options();
    }
}
