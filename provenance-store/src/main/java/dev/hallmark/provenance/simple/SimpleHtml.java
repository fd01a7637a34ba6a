package dev.hallmark.provenance.simple;

import dev.hallmark.provenance.catalogue.ListedFile;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.http.PathSegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Renders the Simple API's HTML, whose form the standard has frozen.
final class SimpleHtml {

    private SimpleHtml() {}

    static byte[] projects(List<Project> projects) {
        StringBuilder html = head("Simple index", "");
        for (Project project : projects) {
            html.append("    <a href=\"").append(PathSegment.of(project.name().normalized())).append("/\">")
                    .append(escape(project.spelling())).append("</a><br />\n");
        }
        return finish(html);
    }

    /// @param files in the order of [ListedFile#ORDER]
    static byte[] project(Project project, List<ListedFile> files, FileLinks links) {
        StringBuilder html = head("Links for " + project.name(), status(project));
        html.append("    <h1>Links for ").append(project.name()).append("</h1>\n");
        for (ListedFile file : files) {
            html.append("    <a href=\"").append(links.file(file)).append("#sha256=").append(file.sha256()).append('"');
            if (file.requiresPython() != null) {
                attribute(html, "data-requires-python", file.requiresPython());
            }
            if (file.coreMetadataSha256() != null) {
                attribute(html, "data-dist-info-metadata", "sha256=" + file.coreMetadataSha256());
                attribute(html, "data-core-metadata", "sha256=" + file.coreMetadataSha256());
            }
            if (file.attested()) {
                attribute(html, "data-provenance", links.provenance(project.name(), file));
            }
            if (file.yank() != null) {
                // Never without a value: Python's parser, and pip with it, would take the file for not yanked.
                attribute(html, "data-yanked", file.yank().reason() == null ? "" : file.yank().reason());
            }
            html.append('>').append(escape(file.filename())).append("</a><br />\n");
        }
        return finish(html.append("    <!--SERIAL ").append(project.serial()).append("-->\n"));
    }

    private static String status(Project project) {
        String reason = project.statusReason() == null
                ? ""
                : "    <meta name=\"pypi:project-status-reason\" content=\"" + escape(project.statusReason()) + "\">\n";
        return "    <meta name=\"pypi:project-status\" content=\"" + project.status().marker() + "\">\n" + reason;
    }

    private static StringBuilder head(String title, String status) {
        return new StringBuilder()
                .append("<!DOCTYPE html>\n<html>\n  <head>\n    <meta charset=\"utf-8\">\n")
                .append("    <meta name=\"pypi:repository-version\" content=\"1.4\">\n")
                .append(status)
                .append("    <title>").append(title).append("</title>\n  </head>\n  <body>\n");
    }

    private static byte[] finish(StringBuilder html) {
        return html.append("  </body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void attribute(StringBuilder html, String name, String value) {
        html.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }

    /// Also `>`, which some clients' patterns take for the end of the tag.
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
