/// The one form in which a refusal or a failure is written, apart from the protocols that have a form of their own.
@NullMarked
package dev.hallmark.upload.problems;

import org.jspecify.annotations.NullMarked;
