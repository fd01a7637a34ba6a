package dev.hallmark.provenance.simple;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hallmark.contract.Sha256;
import dev.hallmark.provenance.StoreConfiguration;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.http.ContentCoding;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The list of all projects: rendered in each replica when somebody asks after a change, and kept compressed.
@Singleton
final class ProjectList {

    /// @param serial the largest of all projects
    record Listing(long version, long serial, Part html, Part json) {

        Part in(boolean asJson) {
            return asJson ? json : html;
        }
    }

    /// The list in one form.
    ///
    /// @param digest of the plain bytes
    record Part(Deflated deflated, String digest) {

        static Part of(byte[] plain) {
            return new Part(Deflated.of(plain), Sha256.of(plain).hex());
        }

        byte[] body(ContentCoding coding) {
            return PageBody.encoded(List.of(deflated), coding);
        }
    }

    private record Key(String digest, ContentCoding coding) {}

    private final Projects projects;
    private final Rendering rendering;
    private final AsyncCache<Key, byte[]> bodies;
    private final AtomicReference<@Nullable Listing> last = new AtomicReference<>();

    ProjectList(Projects projects, Rendering rendering, StoreConfiguration configuration) {
        this.projects = projects;
        this.rendering = rendering;
        this.bodies = Caffeine.newBuilder()
                .maximumWeight(configuration.simple().cacheBytes())
                .<Key, byte[]>weigher((_, body) -> body.length)
                .buildAsync();
    }

    /// The list as it is now.
    Uni<Listing> current() {
        return Panache.withSession(() -> projects.listingVersion().chain(version -> {
            Listing known = last.get();
            return known != null && known.version() == version
                    ? Uni.createFrom().item(known)
                    : projects.all().chain(all -> rendering.run(() -> render(version, all))).invoke(last::set);
        }));
    }

    Uni<byte[]> body(Part part, ContentCoding coding) {
        return Uni.createFrom().completionStage(() -> bodies.get(
                new Key(part.digest(), coding),
                (_, _) -> rendering.run(() -> part.body(coding)).subscribeAsCompletionStage()));
    }

    static Listing render(long version, List<Project> projects) {
        long serial = projects.stream().mapToLong(Project::serial).max().orElse(0);
        return new Listing(
                version, serial, Part.of(SimpleHtml.projects(projects)), Part.of(SimpleJson.projects(projects, serial)));
    }
}
