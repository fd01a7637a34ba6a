/// Projects and their Trusted Publishers, and the management API for both.
@NullMarked
package dev.hallmark.upload.projects;

import org.jspecify.annotations.NullMarked;
