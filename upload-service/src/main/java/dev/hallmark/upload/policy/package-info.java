/// What projects ask of their files beyond the rules of the index.
@NullMarked
package dev.hallmark.upload.policy;

import org.jspecify.annotations.NullMarked;
