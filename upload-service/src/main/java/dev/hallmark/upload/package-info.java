/// upload-service accepts: it authenticates, checks and stages distributions, and tells of them.
///
/// Start reading at `legacy.UploadResource`; the words that all features share are here.
@NullMarked
package dev.hallmark.upload;

import org.jspecify.annotations.NullMarked;
