/// `./hallmark demo`: what a CI job does to publish a release, step by step, against a running index.
///
/// The organisation, the repository and the project are fictional; issuer and Sigstore are the local authorities.
@NullMarked
package dev.hallmark.standalone.demo;

import org.jspecify.annotations.NullMarked;
