/// The legacy JSON API, in the shape that PyPI's users know: `GET /pypi/{project}/json`, `GET /pypi/{project}/{version}/json`.
///
/// Members that PyPI no longer fills are there with the value that it gives them. What users of PyPI ask for is added:
/// `provenance` and `trusted_publisher` of each file, `verified_urls` and `trusted_publishers` of the shown release.
@NullMarked
package dev.hallmark.provenance.json;

import org.jspecify.annotations.NullMarked;
