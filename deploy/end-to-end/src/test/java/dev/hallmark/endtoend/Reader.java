package dev.hallmark.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Sha256;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An installer, as far as it reads.
record Reader(Index index) {

    static final String SIMPLE_JSON = "application/vnd.pypi.simple.v1+json";
    static final String SIMPLE_HTML = "application/vnd.pypi.simple.v1+html";

    Answer simple(String project) {
        return Http.get(index.url("/simple/" + project + "/"), SIMPLE_JSON);
    }

    List<JsonNode> files(String project) {
        Answer page = simple(project);
        List<JsonNode> files = new ArrayList<>();
        if (page.status() == 200) {
            page.json().path("files").forEach(files::add);
        } else if (page.status() != 404) {
            throw new AssertionError("expected a page of " + project + ", found " + page);
        }
        return files;
    }

    Optional<JsonNode> file(String project, String filename) {
        return files(project).stream().filter(file -> file.path("filename").asText().equals(filename)).findFirst();
    }

    boolean lists(Wheel wheel) {
        return file(wheel.project(), wheel.filename()).isPresent();
    }

    /// The URL that the page of a project holds, which may be relative to it.
    URI url(String project, JsonNode file) {
        return index.url("/simple/" + project + "/").resolve(file.path("url").asText());
    }

    Answer provenance(String project, String version, String filename) {
        return Http.get(index.url("/integrity/" + project + "/" + version + "/" + filename + "/provenance"));
    }

    Answer urls(String project, String version) {
        return Http.get(index.url("/integrity/" + project + "/" + version + "/urls"));
    }

    Answer history(String project) {
        return Http.get(index.url("/history/" + project));
    }

    /// Everything that an index could show of a file, wherever it has it from: none of it may be there.
    boolean showsNothingOf(String project, String version, String filename, byte[] bytes) {
        String hex = Sha256.of(bytes).hex();
        Answer blob = Http.get(index.url(
                "/files/" + hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex + "/" + filename));
        return file(project, filename).isEmpty()
                && !Http.get(index.url("/simple/" + project + "/"), SIMPLE_HTML).text().contains(filename)
                && blob.status() == 404
                && provenance(project, version, filename).status() == 404;
    }
}
