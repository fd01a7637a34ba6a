/// What an operator sets.
@NullMarked
package dev.hallmark.upload.settings;

import org.jspecify.annotations.NullMarked;
