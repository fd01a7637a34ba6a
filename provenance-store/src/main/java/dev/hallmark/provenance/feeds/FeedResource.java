package dev.hallmark.provenance.feeds;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.provenance.StoreConfiguration;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.history.History;
import dev.hallmark.provenance.http.CrossOrigin;
import dev.hallmark.provenance.http.JsonMessage;
import dev.hallmark.provenance.http.PathSegment;
import dev.hallmark.provenance.http.Representation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/// The feeds of one project and of all.
@Path("/feed")
@Singleton
@Cancellable(false)
public final class FeedResource {

    private static final int ENTRIES = 100;

    private final Projects projects;
    private final History history;
    private final String publicUrl;

    FeedResource(Projects projects, History history, StoreConfiguration configuration) {
        this.projects = projects;
        this.history = history;
        this.publicUrl = configuration.publicUrl();
    }

    @GET
    public Uni<RestResponse<byte[]>> all(@Context HttpHeaders headers) {
        return Panache.withSession(() -> history.newest(ENTRIES))
                .map(entries -> answer("/feed", "All projects of " + publicUrl, entries, headers));
    }

    @GET
    @Path("/{project}")
    public Uni<RestResponse<byte[]>> project(@PathParam("project") String spelling, @Context HttpHeaders headers) {
        Optional<ProjectName> name = ProjectName.parse(spelling).asOptional();
        if (name.isEmpty()) {
            return Uni.createFrom().item(JsonMessage.of(404, "No such project"));
        }
        return Panache.withSession(() -> projects.find(name.get()).chain(project -> project.isEmpty()
                ? Uni.createFrom().item(JsonMessage.of(404, "No such project"))
                : history.newest(name.get(), Long.MAX_VALUE, ENTRIES)
                        .map(entries -> answer(
                                "/feed/" + PathSegment.of(name.get().normalized()),
                                project.get().spelling(),
                                entries,
                                headers))));
    }

    private RestResponse<byte[]> answer(
            String path, String title, List<History.Recalled> entries, HttpHeaders headers) {
        return CrossOrigin.allow(Representation.of(
                                AtomFeed.of(publicUrl, path, title, entries), "application/atom+xml; charset=utf-8")
                        .answer(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH)))
                .build();
    }
}
