package dev.hallmark.verifier.policy;

import static dev.hallmark.contract.RejectionCode.IDENTITY_ISSUER_MISMATCH;
import static dev.hallmark.contract.RejectionCode.IDENTITY_REPOSITORY_MISMATCH;
import static dev.hallmark.contract.RejectionCode.IDENTITY_WORKFLOW_MISMATCH;
import static dev.hallmark.verifier.sigstore.FulcioClaim.BUILD_CONFIG_URI;
import static dev.hallmark.verifier.sigstore.FulcioClaim.ISSUER;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_DIGEST;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_OWNER_ID;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_REF;
import static dev.hallmark.verifier.sigstore.FulcioClaim.SOURCE_REPOSITORY_URI;

import dev.hallmark.contract.Publisher;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Quoted;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import dev.hallmark.verifier.sigstore.SigningCertificate.Signer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A workflow of GitHub Actions: issuer, repository and workflow file, each compared exactly.
record GitHubPolicy(Publisher.GitHub publisher) implements PublisherPolicy {

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
        return issuedFor(certificate)
                .then(this::namesAWorkflow)
                .then(this::namesTheRepository)
                .then(this::namesTheOwner)
                .then(this::namesTheWorkflow);
    }

    private Checked<SigningCertificate> issuedFor(SigningCertificate certificate) {
        Optional<String> issuer = certificate.claim(ISSUER);
        String raw = certificate.rawIssuer();
        if (!issuer.equals(Optional.of(publisher.issuer())) || (raw != null && !raw.equals(publisher.issuer()))) {
            return Checked.refused(
                    IDENTITY_ISSUER_MISMATCH,
                    "a certificate for an identity of " + publisher.issuer(),
                    raw != null && issuer.isPresent() && !raw.equals(issuer.get())
                            ? "two issuers, " + Quoted.of(raw) + " and " + Quoted.of(issuer.get())
                            : quoted(issuer));
        }
        return Checked.passed(certificate);
    }

    private Checked<SigningCertificate> namesAWorkflow(SigningCertificate certificate) {
        return switch (certificate.signer()) {
            case Signer.Workflow _ -> Checked.passed(certificate);
            case Signer.Email(String address) ->
                Checked.refused(IDENTITY_WORKFLOW_MISMATCH, "a workflow as the signer", "e-mail address " + Quoted.of(address));
        };
    }

    private Checked<SigningCertificate> namesTheRepository(SigningCertificate certificate) {
        Optional<String> repository = certificate.claim(SOURCE_REPOSITORY_URI);
        if (!repository.equals(Optional.of(publisher.repositoryUrl()))) {
            return Checked.refused(
                    IDENTITY_REPOSITORY_MISMATCH, "a workflow of repository " + publisher.repositoryUrl(), quoted(repository));
        }
        return Checked.passed(certificate);
    }

    /// A name can be given to somebody else; the id that was registered with it can't.
    private Checked<SigningCertificate> namesTheOwner(SigningCertificate certificate) {
        Optional<String> ownerId = certificate.claim(SOURCE_REPOSITORY_OWNER_ID);
        if (publisher.ownerId() != null && ownerId.isPresent() && !ownerId.get().equals(publisher.ownerId())) {
            return Checked.refused(
                    IDENTITY_REPOSITORY_MISMATCH,
                    "a repository of the owner with id " + publisher.ownerId(),
                    "owner id " + quoted(ownerId));
        }
        return Checked.passed(certificate);
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
                    quoted(configuration) + (revisions.isEmpty() ? " and neither commit nor ref" : ""));
        }
        return Checked.passed(certificate);
    }

    private static String quoted(Optional<String> claim) {
        return claim.map(Quoted::of).orElse("none");
    }
}
