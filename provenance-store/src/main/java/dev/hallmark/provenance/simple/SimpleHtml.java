package dev.hallmark.provenance.simple;

import dev.hallmark.provenance.catalogue.ListedFile;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.http.PathSegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Renders the Simple API's HTML, whose form the standard has frozen.
final class SimpleHtml {

    private static final String END = "  </body>\n</html>\n";

    private SimpleHtml() {}

    static byte[] projects(List<Project> projects) {
        StringBuilder html = head("Simple index", "");
        for (Project project : projects) {
            html.append("    <a href=\"").append(PathSegment.of(project.name().normalized())).append("/\">")
                    .append(escape(project.spelling())).append("</a><br />\n");
        }
        return bytes(html.append(END));
    }

    /// What stands before the files of a project.
    static byte[] head(PageState page) {
        StringBuilder status = new StringBuilder();
        meta(status, "pypi:project-status", page.status().marker());
        if (page.statusReason() != null) {
            meta(status, "pypi:project-status-reason", page.statusReason());
        }
        String title = "Links for " + page.project();
        return bytes(head(title, status.toString()).append("    <h1>").append(title).append("</h1>\n"));
    }

    /// Some of a project's files.
    static byte[] files(List<ListedFile> files, FileLinks links) {
        StringBuilder html = new StringBuilder();
        for (ListedFile file : files) {
            html.append("    <a href=\"").append(links.file(file)).append("#sha256=").append(file.sha256()).append('"');
            if (file.requiresPython() != null) {
                attribute(html, "data-requires-python", file.requiresPython());
            }
            if (file.yank() != null) {
                // Never without a value: Python's parser, and pip with it, would take the file for not yanked.
                attribute(html, "data-yanked", file.yank().reason() == null ? "" : file.yank().reason());
            }
            if (file.coreMetadataSha256() != null) {
                attribute(html, "data-dist-info-metadata", "sha256=" + file.coreMetadataSha256());
                attribute(html, "data-core-metadata", "sha256=" + file.coreMetadataSha256());
            }
            if (file.attested()) {
                attribute(html, "data-provenance", links.provenance(file));
            }
            html.append('>').append(escape(file.filename())).append("</a><br />\n");
        }
        return bytes(html);
    }

    /// What stands behind the files.
    static byte[] tail(PageState page) {
        return bytes(new StringBuilder("    <!--SERIAL ").append(page.serial()).append("-->\n").append(END));
    }

    private static StringBuilder head(String title, String status) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html>\n  <head>\n    <meta charset=\"utf-8\">\n");
        meta(html, "pypi:repository-version", "1.4");
        return html.append(status).append("    <title>").append(title).append("</title>\n  </head>\n  <body>\n");
    }

    private static void meta(StringBuilder html, String name, String content) {
        html.append("    <meta name=\"").append(name).append('"');
        attribute(html, "content", content);
        html.append(">\n");
    }

    private static void attribute(StringBuilder html, String name, String value) {
        html.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }

    private static byte[] bytes(StringBuilder html) {
        return html.toString().getBytes(StandardCharsets.UTF_8);
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
