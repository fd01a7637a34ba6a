/// Reads a distribution's own core metadata, which is the truth about it; the form only repeats it.
@NullMarked
package dev.hallmark.upload.archive;

import org.jspecify.annotations.NullMarked;
