/// Who may call what. Every route says which [Permission] it [Requires], and [AccessFilter] lets through whoever has it.
@NullMarked
package dev.hallmark.upload.access;

import org.jspecify.annotations.NullMarked;
