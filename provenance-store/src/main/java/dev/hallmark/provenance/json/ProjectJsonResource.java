package dev.hallmark.provenance.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.StoreConfiguration;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.catalogue.PublishedFile;
import dev.hallmark.provenance.catalogue.Releases;
import dev.hallmark.provenance.catalogue.Releases.Release;
import dev.hallmark.provenance.http.CrossOrigin;
import dev.hallmark.provenance.http.JsonMessage;
import dev.hallmark.provenance.http.PathSegment;
import dev.hallmark.provenance.http.Representation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// A project with its latest release, or one release of it.
@Path("/pypi/{project}")
@Singleton
@Cancellable(false)
public final class ProjectJsonResource {

    private final Projects projects;
    private final Releases releases;
    private final Files files;
    private final String publicUrl;

    ProjectJsonResource(Projects projects, Releases releases, Files files, StoreConfiguration configuration) {
        this.projects = projects;
        this.releases = releases;
        this.files = files;
        this.publicUrl = configuration.publicUrl();
    }

    /// @param serial of the project's last change
    private record Found(ObjectNode json, long serial) {}

    @GET
    @Path("/json")
    public Uni<RestResponse<byte[]>> project(
            @PathParam("project") String spelling, @Context HttpHeaders headers, @Context HttpServerRequest request) {
        Optional<ProjectName> name = ProjectName.parse(spelling).asOptional();
        return name.isEmpty()
                ? Uni.createFrom().item(notFound())
                : redirectedOr(name.get(), "json", request, headers, project -> releases.ofProject(project.name())
                        .chain(all -> Releases.latest(all).map(latest -> whole(project, latest, all))
                                .orElseGet(ProjectJsonResource::nothing)));
    }

    @GET
    @Path("/{version}/json")
    public Uni<RestResponse<byte[]>> release(
            @PathParam("project") String spelling,
            @PathParam("version") String version,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        Optional<ProjectName> name = ProjectName.parse(spelling).asOptional();
        Optional<Version> parsed = Version.parse(version).asOptional();
        return name.isEmpty() || parsed.isEmpty()
                ? Uni.createFrom().item(notFound())
                : redirectedOr(
                        name.get(),
                        PathSegment.of(version) + "/json",
                        request,
                        headers,
                        project -> releases.find(project.name(), parsed.get())
                                .chain(found -> found.map(release -> one(project, release))
                                        .orElseGet(ProjectJsonResource::nothing)));
    }

    private Uni<RestResponse<byte[]>> redirectedOr(
            ProjectName name,
            String rest,
            HttpServerRequest request,
            HttpHeaders headers,
            Function<Project, Uni<Optional<Found>>> reading) {
        String own = "/pypi/" + PathSegment.of(name.normalized()) + "/";
        if (!request.path().startsWith(own)) {
            return Uni.createFrom().item(CrossOrigin.allow(
                            ResponseBuilder.<byte[]>create(301).header(HttpHeaders.LOCATION, own + rest))
                    .build());
        }
        return Panache.withSession(() -> projects.find(name)
                        .chain(project -> project.filter(found -> found.status() != ProjectStatus.QUARANTINED)
                                .map(reading)
                                .orElseGet(ProjectJsonResource::nothing)))
                .map(found -> found.map(json -> answer(json, headers)).orElseGet(ProjectJsonResource::notFound));
    }

    private Uni<Optional<Found>> whole(Project project, Release latest, List<Release> all) {
        return files.allOf(project.name()).map(ofProject -> {
            Map<Version, List<PublishedFile>> byVersion =
                    ofProject.stream().collect(Collectors.groupingBy(file -> file.staged().version()));
            Map<Release, List<PublishedFile>> byRelease = new LinkedHashMap<>();
            all.reversed().forEach(release -> byRelease.put(release, byVersion.getOrDefault(release.version(), List.of())));
            return found(project, latest, byVersion.getOrDefault(latest.version(), List.of()), byRelease);
        });
    }

    private Uni<Optional<Found>> one(Project project, Release release) {
        return files.ofRelease(project.name(), release.version())
                .map(ofRelease -> found(project, release, ofRelease, null));
    }

    private Optional<Found> found(
            Project project,
            Release shown,
            List<PublishedFile> ofShown,
            @Nullable Map<Release, List<PublishedFile>> all) {
        return ofShown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(new ProjectJson(project, publicUrl).of(shown, ofShown, all), project.serial()));
    }

    private static Uni<Optional<Found>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }

    private static RestResponse<byte[]> answer(Found found, HttpHeaders headers) {
        return CrossOrigin.allow(Representation.of(found.json().toString(), "application/json")
                        .answer(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH))
                        .header("X-PyPI-Last-Serial", found.serial()))
                .build();
    }

    private static RestResponse<byte[]> notFound() {
        return JsonMessage.of(404, "Not Found");
    }
}
