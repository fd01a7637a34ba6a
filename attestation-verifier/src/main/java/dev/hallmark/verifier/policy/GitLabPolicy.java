package dev.hallmark.verifier.policy;

import static dev.hallmark.contract.RejectionCode.IDENTITY_WORKFLOW_MISMATCH;
import static dev.hallmark.verifier.sigstore.FulcioClaim.BUILD_CONFIG_URI;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_DIGEST;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_REF;

import dev.hallmark.contract.Publisher;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import java.util.Optional;
import java.util.stream.Stream;

/// A pipeline of GitLab CI/CD, on gitlab.com or a host of one's own: issuer, project and top-level configuration file,
/// each compared exactly, then what the publisher asks for beyond them.
record GitLabPolicy(Publisher.GitLab publisher) implements PublisherPolicy {

    GitLabPolicy {
        if (Stream.of(
                        publisher.issuer(),
                        publisher.server(),
                        publisher.namespace(),
                        publisher.project(),
                        publisher.workflowFile())
                .anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a policy needs issuer, server, namespace, project and workflow file");
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
                .then(named -> ClaimRules.ofOwner(named, publisher.namespaceId()))
                .then(named -> ClaimRules.ofRepositoryId(named, publisher.projectId()))
                .then(this::namesTheConfiguration)
                .then(named -> ClaimRules.fromRef(named, publisher.refPattern()))
                .then(named -> ClaimRules.inEnvironment(named, publisher.environment(), String::equals));
    }

    /// `project//file@revision`. GitLab's certificates always name both commit and ref; one that doesn't is none of them.
    private Checked<SigningCertificate> namesTheConfiguration(SigningCertificate certificate) {
        String file = publisher.repositoryUrl() + "//" + publisher.workflowFile();
        Optional<String> configuration = certificate.claim(BUILD_CONFIG_URI);
        Optional<String> commit = certificate.claim(SOURCE_REPOSITORY_DIGEST);
        Optional<String> ref = certificate.claim(SOURCE_REPOSITORY_REF);
        if (configuration.isEmpty()
                || commit.isEmpty()
                || ref.isEmpty()
                || Stream.of(commit.get(), ref.get())
                        .noneMatch(revision -> configuration.get().equals(file + "@" + revision))) {
            return Checked.refused(
                    IDENTITY_WORKFLOW_MISMATCH,
                    "CI configuration " + file + " at the commit or ref that the certificate names, with both",
                    ClaimRules.quoted(configuration) + " with commit " + ClaimRules.quoted(commit) + " and ref "
                            + ClaimRules.quoted(ref));
        }
        return Checked.passed(certificate);
    }
}
