package dev.hallmark.provenance.ingest;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.provenance.OwnContext;
import dev.hallmark.provenance.access.AdministratorOnly;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.catalogue.Recorded;
import dev.hallmark.provenance.http.JsonMessage;
import dev.hallmark.provenance.journal.Journal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// `POST /rebuild` makes all that is recorded again of the journal, one project after the other, while readers read on;
/// `GET /rebuild` shows how far this replica has come. A rebuild that a restart has cut short is asked for again.
@Path("/rebuild")
@Singleton
@Cancellable(false)
@AdministratorOnly
public final class RebuildResource {

    private static final Logger LOG = Logger.getLogger(RebuildResource.class);

    /// @param failure what stopped it; null if nothing did
    record Progress(boolean running, int projects, int done, long events, @Nullable String failure) {

        Progress with(long more) {
            return new Progress(done + 1 < projects, projects, done + 1, events + more, null);
        }
    }

    private final Rebuild rebuild;
    private final Projects projects;
    private final Journal journal;
    private final Vertx vertx;
    private final AtomicReference<Progress> progress = new AtomicReference<>(new Progress(false, 0, 0, 0, null));

    RebuildResource(Rebuild rebuild, Projects projects, Journal journal, Vertx vertx) {
        this.rebuild = rebuild;
        this.projects = projects;
        this.journal = journal;
        this.vertx = vertx;
    }

    @GET
    public RestResponse<byte[]> progress() {
        return answer(200);
    }

    @POST
    public Uni<RestResponse<byte[]>> start() {
        return Panache.withSession(() -> journal.isComplete().chain(complete -> complete
                        ? projects.known()
                        : Uni.createFrom().<List<ProjectName>>nullItem()))
                .map(all -> all == null
                        ? JsonMessage.of(409, "The database is older than its journal, so it can't be made of it")
                        : start(all));
    }

    private RestResponse<byte[]> start(List<ProjectName> all) {
        Progress before = progress.getAndUpdate(now ->
                now.running() ? now : new Progress(!all.isEmpty(), all.size(), 0, 0, null));
        if (before.running()) {
            return JsonMessage.of(409, "A rebuild is running already");
        }
        OwnContext.of(vertx).execute(() -> inTurn(all).subscribe().with(_ -> LOG.info("The rebuild is done"), this::failed));
        return answer(202);
    }

    private Uni<Void> inTurn(List<ProjectName> all) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(rebuild::rebuild)
                .invoke(events -> progress.updateAndGet(now -> now.with(events)))
                .onItem()
                .ignoreAsUni();
    }

    private void failed(Throwable failure) {
        Progress now = progress.updateAndGet(before ->
                new Progress(false, before.projects(), before.done(), before.events(), "see the log"));
        LOG.errorf(failure, "The rebuild stopped projects=%d done=%d", now.projects(), now.done());
    }

    private RestResponse<byte[]> answer(int status) {
        return ResponseBuilder.<byte[]>create(status)
                .entity(Recorded.write(Objects.requireNonNull(progress.get())).getBytes(StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
