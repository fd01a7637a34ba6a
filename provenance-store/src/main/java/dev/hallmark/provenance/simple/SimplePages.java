package dev.hallmark.provenance.simple;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.StoreConfiguration;
import dev.hallmark.provenance.catalogue.FilePlace;
import dev.hallmark.provenance.catalogue.Files;
import dev.hallmark.provenance.catalogue.ListedFile;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.catalogue.Projects;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Renders the pages of the Simple API when something changes. Every method runs in its caller's transaction, which holds
/// the project's lock and has given the project its new serial.
@Singleton
public final class SimplePages {

    /// Raise it with every change of a renderer: pages that an earlier one rendered are then rendered again.
    private static final int RENDERER = 2;

    /// So many files are not looked up by name.
    private static final int MANY = 2_000;

    /// A block that is there already.
    private record Outline(FilePlace first, String digest) {}

    private final Projects projects;
    private final Files files;
    private final Rendering rendering;
    private final String publicUrl;

    SimplePages(Projects projects, Files files, Rendering rendering, StoreConfiguration configuration) {
        this.projects = projects;
        this.files = files;
        this.rendering = rendering;
        this.publicUrl = configuration.publicUrl();
    }

    /// What all pages that are up to date have been rendered with.
    String renderedWith() {
        return publicUrl + " " + RENDERER;
    }

    /// Anything may have changed, so all is rendered: the slow way that is always right.
    public Uni<Void> render(ProjectName name) {
        return files.ofProject(name)
                .chain(ordered -> rendering.run(() -> SimpleBlock.of(ordered, links(name))))
                .call(_ -> SimpleBlockRow.delete("project", name.normalized()))
                .chain(blocks -> keep(name, List.of(), blocks));
    }

    /// Nothing but the project's status, and so no file, has changed.
    public Uni<Void> renderStatus(ProjectName name) {
        return renderChanged(name, List.of());
    }

    /// A file has appeared, has vanished or is shown otherwise, and nothing else has changed.
    public Uni<Void> renderFile(ProjectName name, Version version, String filename) {
        return renderChanged(name, List.of(new FilePlace(version, filename)));
    }

    /// The files of a release are shown otherwise, and nothing else has changed.
    public Uni<Void> renderRelease(ProjectName name, Version version) {
        return files.placesOf(name, version)
                .chain(places -> places.size() > MANY ? render(name) : renderChanged(name, places));
    }

    private Uni<Void> renderChanged(ProjectName name, Collection<FilePlace> changed) {
        return SimplePageRow.count("project = ?1 and rendering = ?2", name.normalized(), renderedWith())
                .chain(current -> current == 0
                        ? render(name)
                        : outline(name).chain(outline -> renderChanged(name, changed, outline)));
    }

    private Uni<Void> renderChanged(ProjectName name, Collection<FilePlace> changed, List<Outline> outline) {
        if (changed.isEmpty()) {
            return keep(name, outline, List.of());
        }
        Set<String> affected = affected(changed, outline);
        return filenames(name, affected)
                .map(known -> {
                    Set<String> names = new HashSet<>(known);
                    changed.forEach(place -> names.add(place.filename()));
                    return names;
                })
                .chain(names -> files.ofProject(name, names))
                .chain(ordered -> rendering.run(() -> SimpleBlock.of(ordered, links(name))))
                .call(_ -> SimpleBlockRow.delete("project = ?1 and first in ?2", name.normalized(), affected))
                .chain(blocks -> keep(
                        name,
                        outline.stream()
                                .filter(block -> !affected.contains(block.first().filename()))
                                .toList(),
                        blocks));
    }

    /// The blocks that the changed files stand in or will stand in, by the names of their first files. Where it is the
    /// first file itself that changes, the block may have to be joined to the one before.
    private static Set<String> affected(Collection<FilePlace> changed, List<Outline> outline) {
        TreeSet<FilePlace> firsts = outline.stream().map(Outline::first).collect(Collectors.toCollection(TreeSet::new));
        Set<String> affected = new HashSet<>();
        if (firsts.isEmpty()) {
            return affected;
        }
        for (FilePlace place : changed) {
            FilePlace block = Objects.requireNonNullElse(firsts.floor(place), firsts.first());
            affected.add(block.filename());
            FilePlace before = firsts.lower(block);
            if (before != null && block.compareTo(place) == 0) {
                affected.add(before.filename());
            }
        }
        return affected;
    }

    private Uni<Void> keep(ProjectName name, List<Outline> kept, List<SimpleBlock> rendered) {
        List<String> digests = Stream.concat(
                        kept.stream(),
                        rendered.stream().map(block -> new Outline(block.first(), block.digest().hex())))
                .sorted(Comparator.comparing(Outline::first))
                .map(Outline::digest)
                .toList();
        return persist(name, rendered)
                .chain(_ -> projects.find(name))
                .chain(project -> project.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : keep(PageState.of(project.get(), renderedWith(), digests)));
    }

    private static Uni<Void> persist(ProjectName name, List<SimpleBlock> rendered) {
        return rendered.isEmpty()
                ? Uni.createFrom().voidItem()
                : PanacheEntityBase.persist(rendered.stream().map(block -> SimpleBlockRow.of(name, block)));
    }

    private Uni<Void> keep(PageState state) {
        return SimplePageRow.<SimplePageRow>findById(state.project().normalized()).chain(found -> {
            SimplePageRow row = found == null ? SimplePageRow.of(state.project().normalized()) : found;
            row.show(state);
            return row.persist().chain(_ -> Panache.flush());
        });
    }

    private static Uni<List<Outline>> outline(ProjectName name) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select firstVersion, first, digest from SimpleBlockRow where project = :project",
                                Object[].class)
                        .setParameter("project", name.normalized())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Outline(
                                new FilePlace(Version.parse((String) row[0]).orThrow(), (String) row[1]),
                                (String) row[2]))
                        .toList());
    }

    private static Uni<List<String>> filenames(ProjectName name, Set<String> firsts) {
        if (firsts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select filenames from SimpleBlockRow where project = :project and first in :firsts",
                                String.class)
                        .setParameter("project", name.normalized())
                        .setParameter("firsts", firsts)
                        .getResultList())
                .map(blocks -> blocks.stream().flatMap(String::lines).toList());
    }

    private FileLinks links(ProjectName name) {
        return new FileLinks(publicUrl, name);
    }
}
