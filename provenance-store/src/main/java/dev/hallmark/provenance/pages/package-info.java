/// Pages for people: what this index is, and what is known of a project.
///
/// Rendered on the server from what was recorded, without scripts. A mark says what was checked and when, and never that
/// something is safe. What uploaders wrote is escaped; of their links only http and https ones become links.
@NullMarked
package dev.hallmark.provenance.pages;

import org.jspecify.annotations.NullMarked;
