/// How the authorities keep their keys on disk.
@NullMarked
package dev.hallmark.development.files;

import org.jspecify.annotations.NullMarked;
