package dev.hallmark.provenance.simple;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.StoreConfiguration;
import dev.hallmark.provenance.catalogue.FilePlace;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.http.ContentCoding;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/// Reads the pages of projects for those who ask.
///
/// What is the current page, the database is asked at each request, so that every replica shows what was committed a
/// moment ago; bodies are kept in a bounded cache, of each page the latest only. A cache by digest would go on holding the
/// former bodies of a page that is much asked for, and keep the new one out because nobody has asked for it yet.
///
/// Queries run on the driver's pool: they are the whole work of most requests, and sessions would cost more than they do.
@Singleton
final class PageReader {

    private static final String STATES =
            "select project, serial, status, status_reason, digest, rendering from simple_page where project = any($1)";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// A page in one form and coding. Not a record, because a component would be a bare array.
    static final class Body {

        private final PageState state;
        private final byte[] bytes;

        /// @param bytes not copied: nobody changes them
        private Body(PageState state, byte[] bytes) {
            this.state = state;
            this.bytes = bytes;
        }

        PageState state() {
            return state;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private record Key(String project, boolean json, ContentCoding coding) {}

    private final Pool pool;
    private final SimplePages pages;
    private final Projects projects;
    private final Rendering rendering;
    private final ThreadLocal<SharedQuestion<String, PageState>> states =
            ThreadLocal.withInitial(() -> new SharedQuestion<>(this::askStates));
    private final AsyncCache<Key, Body> bodies;

    PageReader(Pool pool, SimplePages pages, Projects projects, Rendering rendering, StoreConfiguration configuration) {
        this.pool = pool;
        this.pages = pages;
        this.projects = projects;
        this.rendering = rendering;
        this.bodies = Caffeine.newBuilder()
                .maximumWeight(configuration.simple().cacheBytes())
                .<Key, Body>weigher((_, body) -> body.bytes().length + 500)
                .buildAsync();
    }

    /// The page as it is now; empty for a project that is not known.
    Uni<Optional<PageState>> state(ProjectName name) {
        return Uni.createFrom()
                .completionStage(() -> states.get().ask(name.normalized()).toCompletionStage())
                .chain(state -> state.isEmpty() || state.get().rendering().equals(pages.renderedWith())
                        ? Uni.createFrom().item(state)
                        : renderedAnew(name));
    }

    /// Of the state, or of a later one.
    Uni<Body> body(PageState state, boolean json, ContentCoding coding) {
        Key key = new Key(state.project().normalized(), json, coding);
        return Uni.createFrom().completionStage(() -> {
            CompletableFuture<Body> kept = bodies.get(key, (_, _) -> load(key));
            return kept.thenCompose(body ->
                    body.state().digest().equals(state.digest()) ? kept : bodyAfter(kept, key, state.serial()));
        });
    }

    /// Loads the page anew, once for all who found the outdated one. What another request began to load a moment ago may
    /// be outdated as well.
    private CompletableFuture<Body> bodyAfter(CompletableFuture<Body> outdated, Key key, long serial) {
        bodies.asMap().remove(key, outdated);
        CompletableFuture<Body> loaded = bodies.get(key, (_, _) -> load(key));
        return loaded.thenCompose(body -> body.state().serial() >= serial ? loaded : bodyAfter(loaded, key, serial));
    }

    /// The index moved to another public URL, or another release of this program renders otherwise.
    private Uni<Optional<PageState>> renderedAnew(ProjectName name) {
        return Panache.withTransaction(() -> projects.lock(name).chain(_ -> pages.render(name)))
                .chain(_ -> Uni.createFrom()
                        .completionStage(() -> states.get().ask(name.normalized()).toCompletionStage()));
    }

    private Future<Map<String, PageState>> askStates(Set<String> names) {
        return pool.preparedQuery(STATES)
                .execute(Tuple.of(names.toArray(String[]::new)))
                // Those who ask later wait for this answer: a connection that died silently must not hold them up.
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .map(rows -> {
                    Map<String, PageState> states = new HashMap<>();
                    for (Row row : rows) {
                        states.put(row.getString(0), state(row));
                    }
                    return states;
                });
    }

    /// One statement, so that page and blocks are of the same moment.
    private CompletableFuture<Body> load(Key key) {
        return pool.preparedQuery("""
                        select p.project, p.serial, p.status, p.status_reason, p.digest, p.rendering,
                            b.first, b.first_version, b.versions, %s
                        from simple_page p left join simple_block b on b.project = p.project
                        where p.project = $1""".formatted(key.json() ? "b.json" : "b.html"))
                .execute(Tuple.of(key.project()))
                .toCompletionStage()
                .toCompletableFuture()
                .thenCompose(rows -> rendering.run(() -> assemble(rows, key)).subscribeAsCompletionStage());
    }

    private static Body assemble(RowSet<Row> rows, Key key) {
        PageState state = state(rows.iterator().next());
        return new Body(state, PageBody.of(state, blocks(rows), key.json(), key.coding()));
    }

    /// None of a project without files: the outer join then has a row without a block.
    private static List<PageBody.Block> blocks(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString(6) != null)
                .map(row -> new PageBody.Block(
                        new FilePlace(version(row.getString(7)), row.getString(6)),
                        row.getString(8).lines().map(PageReader::version).toList(),
                        Deflated.stored(row.getBuffer(9).getBytes())))
                                .toList();
    }

    private static PageState state(Row row) {
        return new PageState(
                ProjectName.parse(row.getString(0)).orThrow(),
                row.getLong(1),
                ProjectStatus.ofMarker(row.getString(2)).orElseThrow(),
                row.getString(3),
                row.getString(4),
                row.getString(5));
    }

    private static Version version(String spelling) {
        return Version.parse(spelling).orThrow();
    }
}
