package dev.hallmark.provenance.history;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.http.CrossOrigin;
import dev.hallmark.provenance.http.JsonMessage;
import dev.hallmark.provenance.http.PathSegment;
import dev.hallmark.provenance.http.Representation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/// `GET /history/{project}?before={id}`: what happened to a project, newest first, a page at a time.
@Path("/history/{project}")
@Singleton
@Cancellable(false)
public final class HistoryResource {

    private static final int PAGE = 100;

    private final Projects projects;
    private final History history;

    HistoryResource(Projects projects, History history) {
        this.projects = projects;
        this.history = history;
    }

    @GET
    public Uni<RestResponse<byte[]>> newest(
            @PathParam("project") String spelling,
            @QueryParam("before") @DefaultValue("") String before,
            @Context HttpHeaders headers) {
        Optional<ProjectName> name = ProjectName.parse(spelling).asOptional();
        Optional<Long> start = before.isEmpty() ? Optional.of(Long.MAX_VALUE) : number(before);
        if (start.isEmpty()) {
            return Uni.createFrom().item(JsonMessage.of(400, "expected the id of an entry as before"));
        }
        if (name.isEmpty()) {
            return Uni.createFrom().item(JsonMessage.of(404, "No such project"));
        }
        List<String> ifNoneMatch = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        return Panache.withSession(() -> projects.find(name.get())
                .chain(project -> project.isEmpty()
                        ? Uni.createFrom().item(JsonMessage.of(404, "No such project"))
                        : history.newest(name.get(), start.get(), PAGE + 1)
                                .map(entries -> CrossOrigin.allow(page(project.get(), entries).answer(ifNoneMatch))
                                        .build())));
    }

    /// @param entries one more than a page if there are older ones
    static Representation page(Project project, List<History.Recalled> entries) {
        List<History.Recalled> shown = entries.subList(0, Math.min(PAGE, entries.size()));
        StringBuilder json = new StringBuilder("{\"project\":\"").append(project.name()).append("\",\"entries\":[");
        for (int i = 0; i < shown.size(); i++) {
            History.Recalled entry = shown.get(i);
            // The entry is a JSON object with at least its kind: id and time become its first members.
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":").append(entry.id())
                    .append(",\"at\":\"").append(entry.at()).append("\",")
                    .append(entry.json(), 1, entry.json().length());
        }
        json.append(']');
        if (entries.size() > shown.size()) {
            json.append(",\"next\":\"/history/")
                    .append(PathSegment.of(project.name().normalized()))
                    .append("?before=").append(shown.getLast().id()).append('"');
        }
        return Representation.of(json.append('}').toString(), "application/json");
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
