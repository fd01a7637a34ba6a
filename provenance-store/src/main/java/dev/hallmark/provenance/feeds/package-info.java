/// `GET /feed` and `GET /feed/{project}`: what happened, as Atom (RFC 4287), newest first, for people with feed readers.
///
/// A feed holds what the history of the same projects holds, but for tokens that were minted and publishers that wait for a
/// project. An entry's id is its address in the history and never changes.
@NullMarked
package dev.hallmark.provenance.feeds;

import org.jspecify.annotations.NullMarked;
