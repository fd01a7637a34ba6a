package dev.hallmark.verifier.verification;

import dev.hallmark.contract.event.VerifiedAttestation;
import java.util.HashSet;
import java.util.Set;

/// What kinds of statements this index takes.
///
/// @param ofUploads with a file, at most one of each
/// @param ofSubmissions for a file that was published before; all of uploads' are among them, so that they can be
///     reviewed
public record PredicateTypes(Set<String> ofUploads, Set<String> ofSubmissions) {

    /// PEP 740's and PyPI's two with uploads; with submissions also verification summaries, by which auditors vouch.
    public static final PredicateTypes DEFAULT = new PredicateTypes(
            Set.of(VerifiedAttestation.PUBLISH_V1, VerifiedAttestation.SLSA_PROVENANCE_V1),
            Set.of("https://slsa.dev/verification_summary/v1"));

    public PredicateTypes {
        ofUploads = Set.copyOf(ofUploads);
        Set<String> all = new HashSet<>(ofSubmissions);
        all.addAll(ofUploads);
        ofSubmissions = Set.copyOf(all);
    }
}
