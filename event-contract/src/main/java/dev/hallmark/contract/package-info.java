/// The value types that every service must compare identically.
///
/// "Is it on the wire?" is the test for what may live in this module: records and parsing only, no framework.
/// Names follow the packaging standards: a *project* has *releases*, a release has *distributions* (files).
@NullMarked
package dev.hallmark.contract;

import org.jspecify.annotations.NullMarked;
