package dev.hallmark.provenance.simple;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.Sha256;
import dev.hallmark.provenance.catalogue.Project;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A project's page without its files.
///
/// @param serial of the last change that the page shows
/// @param statusReason for people
/// @param digest of everything that goes into the page's bytes: equal digests, equal bytes in each form and coding
/// @param rendering what else went into the bytes: the public URL and the version of the renderer
record PageState(
        ProjectName project,
        long serial,
        ProjectStatus status,
        @Nullable String statusReason,
        String digest,
        String rendering) {

    /// @param blockDigests of the project's blocks, in order
    static PageState of(Project project, String rendering, List<String> blockDigests) {
        String content = Stream.concat(
                        Stream.of(
                                rendering,
                                project.name().normalized(),
                                Long.toString(project.serial()),
                                project.status().marker(),
                                // Told apart from its neighbours by its length.
                                project.statusReason() == null
                                        ? ""
                                        : project.statusReason().length() + " " + project.statusReason()),
                        blockDigests.stream())
                .collect(Collectors.joining("\n"));
        return new PageState(
                project.name(),
                project.serial(),
                project.status(),
                project.statusReason(),
                Sha256.of(content.getBytes(StandardCharsets.UTF_8)).hex(),
                rendering);
    }

    /// A quarantined project offers no files (PEP 792).
    boolean showsFiles() {
        return status != ProjectStatus.QUARANTINED;
    }
}
