/// What becomes of releases and files after their publication: yanked, deleted, with the project's status; and what becomes
/// of files that are held before it.
///
/// Yanking follows PEP 592 and is of whole releases; statuses are those of PEP 792. The name of a deleted file never comes
/// back.
@NullMarked
package dev.hallmark.upload.lifecycle;

import org.jspecify.annotations.NullMarked;
