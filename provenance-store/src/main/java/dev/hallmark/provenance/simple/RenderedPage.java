package dev.hallmark.provenance.simple;

import dev.hallmark.contract.Sha256;
import dev.hallmark.provenance.catalogue.ListedFile;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.http.Representation;
import java.util.List;

/// A page of the Simple API as it is sent, in both of its forms.
///
/// @param serial of the last change that it shows
record RenderedPage(long serial, Body html, Body json) {

    /// Raise it with every change of a renderer: pages that an earlier one rendered are then rendered again.
    static final int RENDERER = 1;

    static RenderedPage of(Project project, List<ListedFile> files, FileLinks links) {
        return new RenderedPage(
                project.serial(),
                Body.of(SimpleHtml.project(project, files, links)),
                Body.of(SimpleJson.project(project, files, links)));
    }

    static RenderedPage of(List<Project> projects) {
        long serial = projects.stream().mapToLong(Project::serial).max().orElse(0);
        return new RenderedPage(
                serial, Body.of(SimpleHtml.projects(projects)), Body.of(SimpleJson.projects(projects, serial)));
    }

    Representation in(SimpleForm form) {
        Body body = form.isJson() ? json : html;
        return Representation.rendered(body.bytes(), form.contentType(), form.etag(body.digest()));
    }

    /// Bytes that nobody changes any more, and their digest.
    static final class Body {

        private final byte[] bytes;
        private final String digest;

        Body(byte[] bytes, String digest) {
            this.bytes = bytes;
            this.digest = digest;
        }

        static Body of(byte[] bytes) {
            return new Body(bytes, Sha256.of(bytes).hex());
        }

        byte[] bytes() {
            return bytes;
        }

        String digest() {
            return digest;
        }
    }
}
