package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.settings.Settings;
import java.util.Map;
import java.util.Set;

/// Who presents an ID token: a CI job or an account, read from the verified claims. Each forge has a file of its own
/// with what its claims mean and how they are compared with a registration.
sealed interface Job
        permits ActiveStateJob, BuildkiteJob, CircleCiJob, GenericJob, GitHubJob, GitLabJob, GoogleAccount {

    /// Where registrations of this job are found among those of its issuer; see `RegistrationKey`.
    String lookUp();

    Comparison compare(Publisher publisher);

    /// The publisher with the immutable ids that this job has and the registration left open: from now on a namesake is
    /// not the same. Of a publisher that matches this job.
    Publisher pin(Publisher publisher);

    /// What is worth remembering of the job, by value, with everything that it uploads.
    Map<String, String> claims();

    /// Whether its token may be exchanged a second time.
    default boolean isOnceOnly() {
        return true;
    }

    /// Invalid when claims are missing that a job of this issuer has to have.
    static Parsed<? extends Job> of(IdToken token, Settings.Issuer issuer) {
        return switch (issuer.kind()) {
            case GITHUB -> GitHubJob.of(token, issuer.refusedEvents().orElse(Set.of()));
            case GITLAB -> GitLabJob.of(token);
            case GOOGLE -> GoogleAccount.of(token);
            case ACTIVESTATE -> ActiveStateJob.of(token);
            case BUILDKITE -> BuildkiteJob.of(token);
            case CIRCLECI -> CircleCiJob.of(token);
            case GENERIC -> Parsed.valid(new GenericJob(token));
        };
    }
}
