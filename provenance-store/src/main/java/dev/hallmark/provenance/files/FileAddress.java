package dev.hallmark.provenance.files;

import dev.hallmark.contract.Sha256;
import java.util.Optional;

/// Where a file claims to be: its digest and its name, which have to belong together.
record FileAddress(Sha256 sha256, String filename) {

    /// Exactly one spelling of an address exists.
    ///
    /// @param first the digest's first two digits
    /// @param second the next two
    static Optional<FileAddress> parse(String first, String second, String hex, String filename) {
        return Sha256.parse(hex)
                .asOptional()
                .filter(sha256 -> sha256.hex().equals(hex)
                        && first.equals(hex.substring(0, 2))
                        && second.equals(hex.substring(2, 4)))
                .map(sha256 -> new FileAddress(sha256, filename));
    }

    /// The address of the file that this is a companion of.
    ///
    /// @param suffix what the companion's name ends with
    FileAddress without(String suffix) {
        return new FileAddress(sha256, filename.substring(0, filename.length() - suffix.length()));
    }

    /// A strong entity tag, with its quotes: the content is the digest's for ever.
    static String etag(Sha256 sha256) {
        return '"' + sha256.hex() + '"';
    }
}
