package dev.hallmark.provenance.files;

import io.vertx.core.file.AsyncFile;

/// An open blob and the part of it that is to be sent; whoever gets it closes it.
record FileSlice(AsyncFile blob, long first, long length) {}
