package dev.hallmark.verifier.verification;

import static dev.hallmark.contract.RejectionCode.ATTESTATIONS_REQUIRED;
import static dev.hallmark.contract.RejectionCode.IDENTITY_NOT_PINNED;
import static dev.hallmark.contract.RejectionCode.PREDICATE_TYPE_REPEATED;
import static dev.hallmark.contract.RejectionCode.PREDICATE_TYPE_REQUIRED;
import static dev.hallmark.contract.RejectionCode.REPOSITORY_PRIVATE;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_VISIBILITY;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.verifier.attestation.IndexBinding;
import dev.hallmark.verifier.policy.PublisherPolicy;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Quoted;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What index and project ask of attestations, beyond that they are true and in the right name.
///
/// @param predicateTypes that are taken
/// @param requiredTypes that have to be among an attested file's, each
/// @param pinned identities of which the certificate must also name one; empty when the project pins none
/// @param privateRepositories whether a repository may be named that is not public
/// @param repeatable whether several attestations may be of one predicate type
record Demands(
        Set<String> predicateTypes,
        Set<String> requiredTypes,
        IndexBinding binding,
        List<Publisher> pinned,
        boolean privateRepositories,
        boolean repeatable) {

    private static final String PUBLIC = "public";

    Demands {
        predicateTypes = Set.copyOf(predicateTypes);
        requiredTypes = Set.copyOf(requiredTypes);
        pinned = List.copyOf(pinned);
    }

    static Demands ofUpload(ProjectPolicy policy, Set<String> predicateTypes) {
        return new Demands(
                predicateTypes,
                Set.copyOf(policy.requiredPredicateTypes()),
                binding(policy),
                policy.pinnedIdentities(),
                policy.privateRepositories(),
                false);
    }

    /// The project listed the submitter by identity, so what it pins for uploads doesn't bind here.
    static Demands ofSubmission(ProjectPolicy policy, Set<String> predicateTypes) {
        return new Demands(predicateTypes, Set.of(), binding(policy), List.of(), policy.privateRepositories(), false);
    }

    /// A review asks whether attestations are still true. What was asked of them besides was settled when they came.
    static Demands ofReview(Set<String> predicateTypes) {
        return new Demands(predicateTypes, Set.of(), new IndexBinding.Settled(), List.of(), true, true);
    }

    private static IndexBinding binding(ProjectPolicy policy) {
        return policy.boundToIndex() == null ? new IndexBinding.Unbound() : new IndexBinding.To(policy.boundToIndex());
    }

    /// Whether a file may come without attestations, by the time at which it was uploaded.
    static Checked<StagedFile> unattested(StagedFile file) {
        var requiredFrom = file.policyOrInitial().attestationsRequiredFrom();
        if (requiredFrom != null && !file.uploadedAt().isBefore(requiredFrom)) {
            return Checked.refused(
                    ATTESTATIONS_REQUIRED,
                    "attestations, which the project requires since " + requiredFrom,
                    "an upload of " + file.uploadedAt() + " without any");
        }
        return Checked.passed(file);
    }

    Checked<SigningCertificate> admit(SigningCertificate certificate) {
        return ofAPinnedIdentity(certificate).then(this::ofARepositoryThatMayBeNamed);
    }

    private Checked<SigningCertificate> ofAPinnedIdentity(SigningCertificate certificate) {
        if (pinned.isEmpty() || pinned.stream().anyMatch(identity -> names(certificate, identity))) {
            return Checked.passed(certificate);
        }
        return Checked.refused(
                IDENTITY_NOT_PINNED,
                "an identity that the project pins: "
                        + pinned.stream().map(Publisher::description).map(Quoted::of).collect(Collectors.joining(", ")),
                "a certificate of " + Quoted.of(certificate.signer().name()));
    }

    private static boolean names(SigningCertificate certificate, Publisher identity) {
        return PublisherPolicy.of(identity).then(policy -> policy.admit(certificate)) instanceof Checked.Passed;
    }

    /// Who publishes an attestation publishes the name of the repository that is in its certificate.
    private Checked<SigningCertificate> ofARepositoryThatMayBeNamed(SigningCertificate certificate) {
        Optional<String> visibility = certificate.claim(SOURCE_REPOSITORY_VISIBILITY);
        if (!privateRepositories && visibility.isPresent() && !visibility.get().equals(PUBLIC)) {
            return Checked.refused(
                    REPOSITORY_PRIVATE,
                    "a public repository, as its name is published with the attestation (the project's owners can allow"
                            + " private repositories)",
                    "one whose visibility is " + Quoted.of(visibility.get()));
        }
        return Checked.passed(certificate);
    }

    /// The attestations, when no predicate type comes twice and none that is required is missing.
    Checked<List<VerifiedAttestation>> complete(List<VerifiedAttestation> attestations) {
        Set<String> present = new TreeSet<>();
        for (VerifiedAttestation attestation : attestations) {
            if (!present.add(attestation.predicateType()) && !repeatable) {
                return Checked.refused(
                        PREDICATE_TYPE_REPEATED, "one attestation of a predicate type", "two of " + attestation.predicateType());
            }
        }
        Optional<String> missing =
                requiredTypes.stream().filter(type -> !present.contains(type)).sorted().findFirst();
        return missing.isEmpty()
                ? Checked.passed(attestations)
                : Checked.refused(
                        PREDICATE_TYPE_REQUIRED,
                        "an attestation of predicate type " + missing.get() + ", which the project requires",
                        "attestations of " + String.join(", ", present));
    }
}
