package dev.hallmark.verifier.sigstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hallmark.contract.Sha256;
import java.util.Optional;

/// The certificates that a trust root vouched for lately, by the digest of their bytes: one signs all files of a release.
///
/// What is remembered follows from certificate and trust root alone. The time of signing is asked of each attestation
/// anew. Each trust root has its own memory, so a new one remembers nothing of the old.
final class KnownCertificates {

    /// Some 3 KiB each.
    private static final int MAX_CERTIFICATES = 2_000;

    /// @param authority whose signature is under the certificate, and for whose key a certificate log's promise was made
    record Known(SigningCertificate certificate, CertificateAuthority authority, VerifyingKey key) {}

    private final Cache<Sha256, Known> known = Caffeine.newBuilder()
            .maximumSize(MAX_CERTIFICATES)
            .executor(Runnable::run)
            .build();

    Optional<Known> find(Sha256 digest) {
        return Optional.ofNullable(known.getIfPresent(digest));
    }

    void remember(Known certificate) {
        known.put(certificate.certificate().digest(), certificate);
    }
}
