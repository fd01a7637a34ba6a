/// Verification for people and scripts, without a service: `./hallmark verify` and `./hallmark verify-bundle`.
///
/// * `verify` takes a distribution, the provenance object that an index serves for it (PEP 740), and the publisher whom
///   the caller expects. The publisher object inside of the provenance is text by whoever served it and decides nothing.
/// * `verify-bundle` takes a file or its digest and a Sigstore bundle, with the options of Sigstore's conformance suite:
///   the signer's subject alternative name and issuer are compared exactly.
///
/// Both trust the pinned root of the public Sigstore unless another is given, and fetch nothing but a provenance object
/// that is named by its URL. Exit codes: 0 verified, 1 not, 2 the command line is not understood.
@NullMarked
package dev.hallmark.verifier.command;

import org.jspecify.annotations.NullMarked;
