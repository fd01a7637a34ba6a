/// Who may call what: every resource method carries exactly one of the annotations of this package.
@NullMarked
package dev.hallmark.upload.access;

import org.jspecify.annotations.NullMarked;
