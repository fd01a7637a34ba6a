/// What happens to a file that passed its checks: durable bytes first, then one transaction for everything known of it.
@NullMarked
package dev.hallmark.upload.staging;

import org.jspecify.annotations.NullMarked;
