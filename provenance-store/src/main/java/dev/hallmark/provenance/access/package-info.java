/// Who may do what: everybody may read, and only the administrator may decide.
@NullMarked
package dev.hallmark.provenance.access;

import org.jspecify.annotations.NullMarked;
