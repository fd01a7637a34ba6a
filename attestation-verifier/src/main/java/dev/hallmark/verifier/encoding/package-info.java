/// Strict, bounded readers of what attestations are written in: JSON (RFC 8259), base64 (RFC 4648, section 4), DER
/// (X.690) and UTF-8.
///
/// Strict means that one value has one spelling, so that no other reader can see something else in the same bytes.
/// Whatever the input is, a reader answers in time linear to its size, or throws `Malformed`.
@NullMarked
package dev.hallmark.verifier.encoding;

import org.jspecify.annotations.NullMarked;
