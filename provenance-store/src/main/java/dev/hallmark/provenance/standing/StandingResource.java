package dev.hallmark.provenance.standing;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.catalogue.Recorded;
import dev.hallmark.provenance.catalogue.Releases;
import dev.hallmark.provenance.http.CrossOrigin;
import dev.hallmark.provenance.http.JsonMessage;
import dev.hallmark.provenance.http.Representation;
import dev.hallmark.provenance.states.ProjectProvenance;
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

/// The states of provenance of a project's releases, with a strong entity tag.
@Path("/provenance/{project}")
@Singleton
@Cancellable(false)
public final class StandingResource {

    /// What the answer holds.
    record Standing(ProjectName project, boolean latestFullyAttested, List<ProjectProvenance.Release> releases) {}

    private final Projects projects;
    private final Releases releases;
    private final Files files;

    StandingResource(Projects projects, Releases releases, Files files) {
        this.projects = projects;
        this.releases = releases;
        this.files = files;
    }

    @GET
    public Uni<RestResponse<byte[]>> standing(@PathParam("project") String spelling, @Context HttpHeaders headers) {
        Optional<ProjectName> name = ProjectName.parse(spelling).asOptional();
        if (name.isEmpty()) {
            return Uni.createFrom().item(JsonMessage.of(404, "No such project"));
        }
        return Panache.withSession(() -> projects.find(name.get()).chain(project -> project.isEmpty()
                ? Uni.createFrom().item(JsonMessage.of(404, "No such project"))
                : releases.ofProject(name.get())
                        .map(Releases::latest)
                        .chain(latest -> files.provenanceOf(name.get())
                                .map(all -> ProjectProvenance.of(all, latest.map(Releases.Release::version))))
                        .map(provenance -> answer(name.get(), provenance, headers))));
    }

    private static RestResponse<byte[]> answer(ProjectName project, ProjectProvenance provenance, HttpHeaders headers) {
        Standing standing = new Standing(project, provenance.latestFullyAttested(), provenance.releases());
        return CrossOrigin.allow(Representation.of(Recorded.write(standing), "application/json")
                        .answer(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH)))
                .build();
    }
}
