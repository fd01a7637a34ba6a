package dev.hallmark.upload.publishers;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.RefPattern;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// By what a registration is found, and by what two registrations are the same.
///
/// @param lookUp what every job that it could match has in common with it, in lower case
/// @param identity all that it asks for but the ids that are learnt later, one a line; letter case counts where the
///     forge lets it count
public record RegistrationKey(String lookUp, String identity) {

    /// @throws IllegalArgumentException for a publisher that never exchanges tokens
    static RegistrationKey of(Publisher publisher) {
        return switch (publisher) {
            case Publisher.GitHub it ->
                of(it.slug(), lower(it.slug()), it.workflow(), lower(it.environment()), it.repositoryId(), it.calledWorkflow(), text(it.refPattern()));
            case Publisher.GitLab it ->
                of(it.slug(), lower(it.slug()), it.workflowFile(), it.environment(), it.projectId(), text(it.refPattern()));
            case Publisher.Google it -> of(it.email(), it.email(), it.subject());
            case Publisher.ActiveState it ->
                of(it.organization() + "/" + it.project(), it.organization(), it.project(), it.actor());
            case Publisher.Buildkite it ->
                of(it.organization() + "/" + it.pipeline(), it.organization(), it.pipeline(), text(it.refPattern()));
            case Publisher.CircleCi it ->
                of(it.projectId(), it.projectId(), it.pipelineDefinitionId(), it.contextId(), it.vcsOrigin(), text(it.refPattern()));
            case Publisher.Generic it -> of("", lines(it.claims()));
            case Publisher.Email it -> throw new IllegalArgumentException("nobody exchanges tokens as " + it.description());
        };
    }

    /// Where a job finds registrations of `name`: a repository, a project, an account.
    public static String lookUp(String name) {
        return lower(name);
    }

    private static RegistrationKey of(String name, @Nullable String... asked) {
        return new RegistrationKey(
                lookUp(name), Stream.of(asked).map(text -> text == null ? "" : text).collect(Collectors.joining("\n")));
    }

    private static @Nullable String text(@Nullable RefPattern pattern) {
        return pattern == null ? null : pattern.text();
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static String lines(Map<String, String> claims) {
        return new TreeMap<>(claims).entrySet().stream()
                .map(claim -> claim.getKey() + "=" + claim.getValue())
                .collect(Collectors.joining("\n"));
    }
}
