package dev.hallmark.provenance.pages;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.StoreConfiguration;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.HeldFiles;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.catalogue.Releases;
import dev.hallmark.provenance.catalogue.Releases.Release;
import dev.hallmark.provenance.http.PathSegment;
import dev.hallmark.provenance.states.ProjectProvenance;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/// `/`, `/project/{name}/` and `/project/{name}/{version}/`.
@Path("/")
@Singleton
@Cancellable(false)
public final class PagesResource {

    /// Enough to find a dozen releases in, however many files each has.
    private static final int LATEST_FILES = 60;

    private final Projects projects;
    private final Releases releases;
    private final Files files;
    private final HeldFiles heldFiles;
    private final Page page;
    private final String publicUrl;

    PagesResource(
            Projects projects,
            Releases releases,
            Files files,
            HeldFiles heldFiles,
            Page page,
            StoreConfiguration configuration) {
        this.projects = projects;
        this.releases = releases;
        this.files = files;
        this.heldFiles = heldFiles;
        this.page = page;
        this.publicUrl = configuration.publicUrl();
    }

    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance home(HomeView home);

        static native TemplateInstance release(ReleaseView release);

        static native TemplateInstance empty(String title, List<String> notices, String historyPath);

        static native TemplateInstance missing();
    }

    @GET
    public Uni<RestResponse<byte[]>> home(@Context HttpHeaders headers) {
        return Panache.withSession(() -> files.latest(LATEST_FILES))
                .chain(latest -> page.of(200, Templates.home(HomeView.of(latest, publicUrl)), headers));
    }

    @GET
    @Path("/project/{name}")
    public Uni<RestResponse<byte[]>> project(
            @PathParam("name") String name, @Context HttpHeaders headers, @Context HttpServerRequest request) {
        Optional<ProjectName> parsed = ProjectName.parse(name).asOptional();
        if (parsed.isEmpty()) {
            return page.of(404, Templates.missing(), headers);
        }
        String canonical = "/project/" + PathSegment.of(parsed.get().normalized()) + "/";
        return request.path().equals(canonical)
                ? show(parsed.get(), Releases::latest, headers)
                : Uni.createFrom().item(movedTo(canonical));
    }

    @GET
    @Path("/project/{name}/{version}")
    public Uni<RestResponse<byte[]>> release(
            @PathParam("name") String name,
            @PathParam("version") String version,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        Optional<ProjectName> parsed = ProjectName.parse(name).asOptional();
        Optional<Version> wanted = Version.parse(version).asOptional();
        if (parsed.isEmpty() || wanted.isEmpty()) {
            return page.of(404, Templates.missing(), headers);
        }
        String canonical = ReleaseView.path(parsed.get().normalized(), wanted.get());
        if (!request.path().endsWith("/")) {
            return Uni.createFrom().item(movedTo(canonical));
        }
        return show(parsed.get(), all -> all.stream()
                .filter(release -> release.version().equals(wanted.get()))
                .findFirst(), headers);
    }

    private Uni<RestResponse<byte[]>> show(
            ProjectName name, Function<List<Release>, Optional<Release>> choice, HttpHeaders headers) {
        return Panache.withSession(() -> projects.find(name).chain(project -> project.isEmpty()
                        ? Uni.createFrom().item(Optional.<TemplateInstance>empty())
                        : releases.ofProject(name).chain(all -> show(project.get(), all, choice.apply(all)))))
                .chain(shown -> shown.isEmpty()
                        ? page.of(404, Templates.missing(), headers)
                        : page.of(200, shown.get(), headers));
    }

    private Uni<Optional<TemplateInstance>> show(Project project, List<Release> all, Optional<Release> chosen) {
        if (all.isEmpty()) {
            return Uni.createFrom().item(Optional.of(Templates.empty(
                    project.spelling(),
                    ReleaseView.notices(project),
                    "/history/" + PathSegment.of(project.name().normalized()))));
        }
        return chosen.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : shown(project, chosen.get(), all)
                        .map(shown -> Optional.of(
                                Templates.release(ReleaseView.of(project, chosen.get(), shown, all, publicUrl))));
    }

    private Uni<ReleaseView.Shown> shown(Project project, Release release, List<Release> all) {
        return files.ofRelease(project.name(), release.version())
                .chain(published -> files.hiddenOfRelease(project.name(), release.version())
                        .chain(hidden -> heldFiles.ofProject(project.name())
                                .chain(held -> files.provenanceOf(project.name())
                                        .map(provenance -> new ReleaseView.Shown(
                                                published, hidden, held, ProjectProvenance.of(
                                                        provenance, Releases.latest(all).map(Release::version)))))));
    }

    /// Of parsed values only, so that nothing which a client wrote gets into Location as it is.
    private static RestResponse<byte[]> movedTo(String path) {
        return ResponseBuilder.<byte[]>create(301).header(HttpHeaders.LOCATION, path).build();
    }
}
