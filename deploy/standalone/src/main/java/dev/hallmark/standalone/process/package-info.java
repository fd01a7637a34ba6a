/// Child processes that cannot outlive the launcher, and that are started again when they end.
@NullMarked
package dev.hallmark.standalone.process;

import org.jspecify.annotations.NullMarked;
