/// `./hallmark up` and `./hallmark demo`: the whole index on one machine.
///
/// Start reading at [Up]: it lists the parts in the order in which they start. Every part is a process of its own that
/// a cluster would run too; only the gateway, which makes them one origin, lives in the launcher's own JVM.
@NullMarked
package dev.hallmark.standalone;

import org.jspecify.annotations.NullMarked;
