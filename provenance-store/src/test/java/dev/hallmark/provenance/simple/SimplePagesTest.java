package dev.hallmark.provenance.simple;

import static dev.hallmark.provenance.testing.Facts.reached;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.provenance.catalogue.FileState;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.Projects;
import dev.hallmark.provenance.catalogue.Releases;
import dev.hallmark.provenance.catalogue.Yank;
import dev.hallmark.provenance.http.ContentCoding;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is rendered piece by piece is what would be rendered as a whole.
@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class SimplePagesTest {

    @Inject
    Topics topics;

    @Inject
    SimplePages pages;

    @Inject
    PageReader reader;

    @Inject
    Files files;

    @Inject
    Releases releases;

    @Inject
    Projects projects;

    @Test
    void rendersFilesThatComeInAnyOrderAsTheyStandInTheProject() throws Throwable {
        ProjectName name = Facts.name("blocks-a");
        published(name, new Random(1));
        assertThat(page(name)).isEqualTo(renderedAsAWhole(name));
    }

    @Test
    void joinsWhatRemainsWhenFilesVanish() throws Throwable {
        ProjectName name = Facts.name("blocks-b");
        List<StagedFile> published = published(name, new Random(2));
        Collections.shuffle(published, new Random(3));
        for (StagedFile file : published.subList(0, published.size() * 3 / 4)) {
            inTransaction(() -> files.changeState(file.uploadId(), FileState.DELETED)
                    .chain(_ -> pages.renderFile(name, file.version(), file.filename())));
        }
        assertThat(page(name)).isEqualTo(renderedAsAWhole(name));
    }

    @Test
    void rendersAllFilesOfAYankedRelease() throws Throwable {
        ProjectName name = Facts.name("blocks-c");
        published(name, new Random(4));
        inTransaction(() -> releases.yank(name, Facts.version("1.3"), new Yank("broken"))
                .chain(_ -> pages.renderRelease(name, Facts.version("1.3"))));
        assertThat(page(name)).contains("\"yanked\":\"broken\"").isEqualTo(renderedAsAWhole(name));
    }

    @Test
    void rendersTheStatusWithoutTouchingAFile() throws Throwable {
        ProjectName name = Facts.name("blocks-d");
        published(name, new Random(5));
        inTransaction(() -> projects.changeStatus(name, ProjectStatus.QUARANTINED, "malware")
                .chain(_ -> pages.renderStatus(name)));
        assertThat(page(name)).startsWith("{\"files\":[]").contains("malware").isEqualTo(renderedAsAWhole(name));
    }

    /// Enough for several blocks, of three files each release.
    private List<StagedFile> published(ProjectName name, Random random) {
        String project = name.normalized().replace('-', '_');
        List<StagedFile> all = new ArrayList<>(IntStream.range(0, 150)
                .mapToObj(i -> Facts.file(project + "-1." + i / 3 + "-" + i % 3 + "-py3-none-any.whl"))
                .toList());
        Collections.shuffle(all, random);
        all.forEach(file -> topics.deliver(reached(file, Facts.unattested())));
        return all;
    }

    private String renderedAsAWhole(ProjectName name) throws Throwable {
        inTransaction(() -> pages.render(name));
        return page(name);
    }

    private String page(ProjectName name) throws Throwable {
        return await(() -> reader.state(name)
                .chain(state -> reader.body(state.orElseThrow(), true, ContentCoding.IDENTITY))
                .map(body -> body.state().digest() + "\n" + new String(body.bytes(), StandardCharsets.UTF_8)))
                .lines().skip(1).findFirst().orElseThrow();
    }

    private static void inTransaction(Supplier<Uni<Void>> work) throws Throwable {
        await(() -> Panache.withTransaction(work));
    }

    private static <T> T await(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(work);
    }
}
