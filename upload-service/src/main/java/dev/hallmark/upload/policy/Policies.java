package dev.hallmark.upload.policy;

import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.event.EventCodec;
import dev.hallmark.contract.event.PolicyChanged;
import dev.hallmark.upload.outbox.Outbox;
import dev.hallmark.upload.projects.Project;
import dev.hallmark.upload.projects.Projects;
import dev.hallmark.upload.settings.Settings;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The policies of all projects. None is ever changed: a project gets another, with the next version.
@ApplicationScoped
public class Policies {

    private final Projects projects;
    private final Outbox outbox;
    private final EventCodec codec;
    private final Clock clock;
    private final ProjectPolicy initial;

    @Inject
    Policies(Projects projects, Outbox outbox, EventCodec codec, Clock clock, Settings settings) {
        this.projects = projects;
        this.outbox = outbox;
        this.codec = codec;
        this.clock = clock;
        this.initial = initial(settings.policy());
    }

    static ProjectPolicy initial(Settings.Policy defaults) {
        return new ProjectPolicy(
                0,
                defaults.trustedPublishingOnly(),
                defaults.attestationsRequiredFrom().orElse(null),
                defaults.requiredPredicateTypes().orElse(List.of()),
                List.of(),
                defaults.onProvenanceLoss(),
                defaults.onProvenanceChange(),
                defaults.privateRepositories(),
                defaults.boundToIndex().orElse(null),
                List.of());
    }

    /// Version 0, which a project has until it gets its own: the defaults of the index.
    ProjectPolicy initial() {
        return initial;
    }

    /// The policy that holds now. Needs a session.
    public Uni<ProjectPolicy> of(Project project) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(
                                "select policy from project_policy where project_id = :project order by version desc limit 1",
                                String.class)
                        .setParameter("project", project.id())
                        .getSingleResultOrNull())
                .map(json -> json == null ? initial : codec.value(ProjectPolicy.class, json).orThrow());
    }

    /// Gives the project another policy and tells of it, in the transaction of the caller. Those who change it at the same
    /// time follow one another.
    ///
    /// @param next makes the policy of the one that holds, with the next version; empty changes nothing
    Uni<Optional<ProjectPolicy>> change(Project project, Function<ProjectPolicy, Optional<ProjectPolicy>> next, String by) {
        return projects.locked(project)
                .flatMap(this::of)
                .map(next)
                .flatMap(wish -> wish.map(policy -> store(project, policy, by).replaceWith(wish))
                        .orElseGet(() -> Uni.createFrom().item(wish)));
    }

    private Uni<Void> store(Project project, ProjectPolicy policy, String by) {
        Instant now = clock.instant();
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                insert into project_policy (project_id, version, policy, changed_at, changed_by)
                                values (:project, :version, :policy, :now, :by)
                                """)
                        .setParameter("project", project.id())
                        .setParameter("version", policy.version())
                        .setParameter("policy", codec.valueJson(policy))
                        .setParameter("now", now)
                        .setParameter("by", by)
                        .executeUpdate())
                .flatMap(_ -> outbox.add(new PolicyChanged(project.name(), policy, now, by), now));
    }
}
