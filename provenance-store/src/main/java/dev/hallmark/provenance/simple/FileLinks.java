package dev.hallmark.provenance.simple;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.provenance.catalogue.ListedFile;
import dev.hallmark.provenance.http.PathSegment;

/// The URLs that a project's page holds.
///
/// @param publicUrl the https origin of the index, without a trailing slash
record FileLinks(String publicUrl, ProjectName project) {

    /// Relative to `/simple/{project}/`, so that a client stays on the origin, http or https, by which it came.
    String file(ListedFile file) {
        String hex = file.sha256().hex();
        return "../../files/" + hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex + "/"
                + PathSegment.of(file.filename());
    }

    /// Absolute and secure, as the standard demands.
    String provenance(ListedFile file) {
        return publicUrl + "/integrity/" + PathSegment.of(project.normalized()) + "/"
                + PathSegment.of(file.version().toString()) + "/" + PathSegment.of(file.filename()) + "/provenance";
    }
}
