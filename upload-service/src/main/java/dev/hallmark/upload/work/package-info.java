/// Where blocking and CPU work runs, so that no event loop waits for it.
@NullMarked
package dev.hallmark.upload.work;

import org.jspecify.annotations.NullMarked;
