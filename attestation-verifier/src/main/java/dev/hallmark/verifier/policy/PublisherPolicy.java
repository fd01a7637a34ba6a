package dev.hallmark.verifier.policy;

import static dev.hallmark.contract.RejectionCode.IDENTITY_EMAIL_MISMATCH;
import static dev.hallmark.contract.RejectionCode.IDENTITY_KIND_UNSUPPORTED;
import static dev.hallmark.contract.RejectionCode.IDENTITY_REPOSITORY_MISMATCH;

import dev.hallmark.contract.Publisher;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Quoted;
import dev.hallmark.verifier.sigstore.SigningCertificate;
import dev.hallmark.verifier.sigstore.SigningCertificate.Signer;

/// Which signing certificates speak for one publisher.
///
/// There is no policy that everybody meets: it is made from a publisher, and a publisher with a blank in it is refused.
public sealed interface PublisherPolicy permits GitHubPolicy, GitLabPolicy, SignerPolicy {

    /// The issuer whose word the certificate must carry; it alone selects the trust root.
    String issuer();

    /// The certificate, when it names the publisher.
    Checked<SigningCertificate> admit(SigningCertificate certificate);

    /// @throws IllegalArgumentException when the publisher has a blank where a name belongs: a fault of ours
    static Checked<PublisherPolicy> of(Publisher publisher) {
        return switch (publisher) {
            case Publisher.GitHub gitHub -> Checked.passed(new GitHubPolicy(gitHub));
            case Publisher.GitLab gitLab -> Checked.passed(new GitLabPolicy(gitLab));
            case Publisher.Google(String issuer, String email, _) -> Checked.passed(ofEmail(issuer, email));
            case Publisher.Email(String issuer, String email) -> Checked.passed(ofEmail(issuer, email));
            case Publisher.Buildkite buildkite -> ofBuildkite(buildkite);
            case Publisher.ActiveState _, Publisher.CircleCi _, Publisher.Generic _ ->
                unsupported("a publisher whose kind Sigstore certifies", publisher.description());
        };
    }

    private static PublisherPolicy ofEmail(String issuer, String email) {
        return new SignerPolicy(issuer, new Signer.Email(email), IDENTITY_EMAIL_MISMATCH);
    }

    /// Fulcio names a pipeline by its URL and says nothing of the ref that was built, so a rule about refs can't be kept.
    private static Checked<PublisherPolicy> ofBuildkite(Publisher.Buildkite publisher) {
        if (publisher.refPattern() != null) {
            return unsupported(
                    "a Buildkite publisher without a ref pattern, as its certificates name no ref", publisher.description());
        }
        Signer pipeline =
                new Signer.Workflow("https://buildkite.com/" + publisher.organization() + "/" + publisher.pipeline());
        return Checked.passed(new SignerPolicy(publisher.issuer(), pipeline, IDENTITY_REPOSITORY_MISMATCH));
    }

    private static Checked<PublisherPolicy> unsupported(String expected, String publisher) {
        return Checked.refused(IDENTITY_KIND_UNSUPPORTED, expected, Quoted.of(publisher));
    }
}
