package dev.hallmark.provenance.simple;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.provenance.StoreConfiguration;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.ListedFile;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.catalogue.Projects;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The pages of the Simple API: rendered when something changes, read when somebody asks.
///
/// Pages of projects lie in the database, so every replica sends the page of the last commit. The list of projects is
/// rendered in each replica and checked against the database at each request.
@Singleton
public final class SimplePages {

    private static final int RENDERERS = 2;

    private record Listing(long version, RenderedPage page) {}

    private final Projects projects;
    private final Files files;
    private final FileLinks links;
    private final String rendering;
    private final WorkerExecutor renderers;
    private final AtomicReference<@Nullable Listing> listing = new AtomicReference<>();

    SimplePages(Projects projects, Files files, StoreConfiguration configuration, Vertx vertx) {
        this.projects = projects;
        this.files = files;
        this.links = new FileLinks(configuration.publicUrl());
        this.rendering = configuration.publicUrl() + " " + RenderedPage.RENDERER;
        this.renderers = vertx.createSharedWorkerExecutor("simple-rendering", RENDERERS);
    }

    @PreDestroy
    void close() {
        renderers.close();
    }

    /// Renders the page of a project as it is at the end of the caller's transaction, which holds the project's lock.
    public Uni<Void> render(ProjectName name) {
        return rendered(name).replaceWithVoid();
    }

    /// The page as it is now; empty for a project that is not known.
    Uni<Optional<RenderedPage>> find(ProjectName name) {
        return Panache.withSession(() -> SimplePageRow.<SimplePageRow>findById(name.normalized()))
                .chain(row -> {
                    if (row == null) {
                        return Uni.createFrom().item(Optional.empty());
                    }
                    return row.rendering.equals(rendering)
                            ? Uni.createFrom().item(Optional.of(row.toPage()))
                            : renderedAnew(name);
                });
    }

    /// The index moved to another public URL, or another release of this program renders otherwise.
    private Uni<Optional<RenderedPage>> renderedAnew(ProjectName name) {
        return Panache.withTransaction(() -> projects.lock(name).chain(_ -> rendered(name)));
    }

    /// The list of projects as it is now.
    Uni<RenderedPage> projects() {
        return Panache.withSession(this::currentListing);
    }

    private Uni<RenderedPage> currentListing() {
        return projects.listingVersion().chain(version -> {
            Listing known = listing.get();
            if (known != null && known.version() == version) {
                return Uni.createFrom().item(known.page());
            }
            return projects.all()
                    .chain(all -> onRenderer(() -> RenderedPage.of(all)))
                    .invoke(page -> listing.set(new Listing(version, page)));
        });
    }

    private Uni<Optional<RenderedPage>> rendered(ProjectName name) {
        return projects.find(name).chain(project -> project.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : shownFiles(project.get())
                        .chain(ordered -> onRenderer(() -> RenderedPage.of(project.get(), ordered, links)))
                        .call(page -> keep(name, page))
                        .map(Optional::of));
    }

    /// A quarantined project offers none (PEP 792).
    private Uni<List<ListedFile>> shownFiles(Project project) {
        return project.status() == ProjectStatus.QUARANTINED
                ? Uni.createFrom().item(List.of())
                : files.ofProject(project.name());
    }

    private Uni<Void> keep(ProjectName name, RenderedPage page) {
        return SimplePageRow.<SimplePageRow>findById(name.normalized()).chain(found -> {
            SimplePageRow row = found == null ? SimplePageRow.of(name.normalized()) : found;
            row.show(page, rendering);
            return row.persist().chain(_ -> Panache.flush());
        });
    }

    /// A page of ten thousand files takes longer to render than an event loop may be held up; the result comes back on
    /// the caller's context, where its database session lives.
    private <T> Uni<T> onRenderer(Callable<T> rendering) {
        return Uni.createFrom().completionStage(() ->
                renderers.executeBlocking(rendering, false).toCompletionStage());
    }
}
