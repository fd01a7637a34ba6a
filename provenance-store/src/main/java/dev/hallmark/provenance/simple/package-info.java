/// The Simple API, version 1.4, in HTML and JSON (PyPUG "Simple repository API"; PEP 503, 629, 658, 691, 700, 714, 740, 792).
///
/// A project's page is rendered when a file is published and sent as it was rendered. Three clients shaped it: a client
/// that accepts anything parses HTML only; uv refuses a page that holds a null where it expects none; pip takes a bare
/// `data-yanked` for "not yanked".
@NullMarked
package dev.hallmark.provenance.simple;

import org.jspecify.annotations.NullMarked;
