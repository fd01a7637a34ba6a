package dev.hallmark.verifier.policy;

import dev.hallmark.contract.Publisher;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.SigningCertificate;

/// Which signing certificates speak for one Trusted Publisher.
///
/// There is no policy that everybody meets: it is made from a publisher, and a publisher with a blank in it is refused.
public sealed interface PublisherPolicy permits GitHubPolicy {

    /// The issuer whose word the certificate must carry; it alone selects the trust root.
    String issuer();

    /// The certificate, when it names the publisher.
    Checked<SigningCertificate> admit(SigningCertificate certificate);

    static PublisherPolicy of(Publisher publisher) {
        return switch (publisher) {
            case Publisher.GitHub gitHub -> new GitHubPolicy(gitHub);
            case Publisher.GitLab _,
                    Publisher.Google _,
                    Publisher.ActiveState _,
                    Publisher.Buildkite _,
                    Publisher.CircleCi _,
                    Publisher.Email _,
                    Publisher.Generic _ ->
                throw new IllegalArgumentException("no policy yet for " + publisher.description());
        };
    }
}
