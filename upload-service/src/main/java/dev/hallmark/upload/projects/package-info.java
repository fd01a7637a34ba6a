/// Projects, and the management API for them.
@NullMarked
package dev.hallmark.upload.projects;

import org.jspecify.annotations.NullMarked;
