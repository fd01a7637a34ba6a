/// Trusted Publishers: who may exchange an ID token for the right to upload, and the management API for them.
@NullMarked
package dev.hallmark.upload.publishers;

import org.jspecify.annotations.NullMarked;
