/// How fast the provenance-store is read and updated, beside a static file server and another index, in one run.
@NullMarked
package dev.hallmark.benchmarks.reading;

import org.jspecify.annotations.NullMarked;
