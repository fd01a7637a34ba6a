package dev.hallmark.verifier.policy;

import static dev.hallmark.contract.RejectionCode.IDENTITY_CALLED_WORKFLOW_MISMATCH;
import static dev.hallmark.contract.RejectionCode.IDENTITY_WORKFLOW_MISMATCH;
import static dev.hallmark.verifier.sigstore.FulcioClaim.BUILD_CONFIG_URI;
import static dev.hallmark.verifier.sigstore.FulcioClaim.BUILD_SIGNER_URI;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_DIGEST;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_REF;

import dev.hallmark.contract.Publisher;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A workflow of GitHub Actions, on github.com or a GitHub Enterprise host: issuer, repository and workflow file, each
/// compared exactly, then what the publisher asks for beyond them.
record GitHubPolicy(Publisher.GitHub publisher) implements PublisherPolicy {

    /// What may follow the `@` of a called workflow: a ref or a commit. A workflow's file name can hold an `@`, but
    /// neither ends in one of these and remains a file that GitHub runs.
    private static final Pattern REVISION = Pattern.compile("refs/.+|[0-9a-f]{40}|[0-9a-f]{64}", Pattern.DOTALL);

    GitHubPolicy {
        if (Stream.of(publisher.issuer(), publisher.server(), publisher.owner(), publisher.repository(), publisher.workflow())
                .anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a policy needs issuer, server, owner, repository and workflow");
        }
    }

    @Override
    public String issuer() {
        return publisher.issuer();
    }

    @Override
    public Checked<SigningCertificate> admit(SigningCertificate certificate) {
        return ClaimRules.issuedFor(certificate, publisher.issuer())
                .then(ClaimRules::namesAWorkflow)
                .then(named -> ClaimRules.ofRepository(named, publisher.repositoryUrl()))
                .then(named -> ClaimRules.ofOwner(named, publisher.ownerId()))
                .then(named -> ClaimRules.ofRepositoryId(named, publisher.repositoryId()))
                .then(this::namesTheWorkflow)
                .then(this::namesTheCalledWorkflow)
                .then(named -> ClaimRules.fromRef(named, publisher.refPattern()))
                .then(named -> ClaimRules.inEnvironment(named, publisher.environment(), String::equalsIgnoreCase));
    }

    /// The build configuration's URI ends in `@` and the commit or the ref that the certificate names elsewhere; a ref
    /// may hold any character, so the expected URI is built and nothing is taken apart.
    private Checked<SigningCertificate> namesTheWorkflow(SigningCertificate certificate) {
        String workflow = publisher.repositoryUrl() + "/.github/workflows/" + publisher.workflow();
        Optional<String> configuration = certificate.claim(BUILD_CONFIG_URI);
        List<String> revisions = Stream.of(SOURCE_REPOSITORY_DIGEST, SOURCE_REPOSITORY_REF)
                .map(certificate::claim)
                .flatMap(Optional::stream)
                .toList();
        if (configuration.isEmpty()
                || revisions.stream().noneMatch(revision -> configuration.get().equals(workflow + "@" + revision))) {
            return Checked.refused(
                    IDENTITY_WORKFLOW_MISMATCH,
                    "workflow " + workflow + " at the commit or ref that the certificate names",
                    ClaimRules.quoted(configuration) + (revisions.isEmpty() ? " and neither commit nor ref" : ""));
        }
        return Checked.passed(certificate);
    }

    /// The reusable workflow in which the job ran, at whatever revision the caller chose: that one is in no other
    /// extension, and the calling workflow, which is checked, decides it.
    private Checked<SigningCertificate> namesTheCalledWorkflow(SigningCertificate certificate) {
        if (publisher.calledWorkflow() == null) {
            return Checked.passed(certificate);
        }
        String workflow = publisher.server() + "/" + publisher.calledWorkflow();
        Optional<String> signer = certificate.claim(BUILD_SIGNER_URI);
        if (signer.filter(uri -> uri.startsWith(workflow + "@"))
                .map(uri -> uri.substring(workflow.length() + 1))
                .filter(REVISION.asMatchPredicate())
                .isEmpty()) {
            return Checked.refused(
                    IDENTITY_CALLED_WORKFLOW_MISMATCH, "a job in reusable workflow " + workflow, ClaimRules.quoted(signer));
        }
        return Checked.passed(certificate);
    }
}
