package dev.hallmark.upload.tokens;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.upload.projects.Project;
import dev.hallmark.upload.publishers.Opening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.Collectors;

/// Who a live token stands for, and where it may upload.
public sealed interface AuthenticatedUploader {

    /// @param person whose token it is; empty for one that an administrator issued
    record ApiTokenHolder(UUID tokenId, String description, Optional<UUID> person, List<Project> projects)
            implements AuthenticatedUploader {
        public ApiTokenHolder {
            projects = List.copyOf(projects);
        }
    }

    /// @param openings each project once
    record PublisherJob(UUID tokenId, List<Opening> openings, Map<String, String> claims)
            implements AuthenticatedUploader {
        public PublisherJob {
            openings = List.copyOf(openings);
            claims = Map.copyOf(claims);
        }

        /// Names of the registrations that it was minted for.
        public Set<UUID> publisherIds() {
            return openings.stream().map(opening -> opening.publisher().id()).collect(Collectors.toUnmodifiableSet());
        }
    }

    /// The right to upload to one project.
    ///
    /// @param as who uploads, as events tell it
    /// @param person whose API token it is
    record Grant(Project project, Uploader as, Optional<UUID> person) {

        private static final String PUBLIC = "public";

        /// The visibility of the job's repository, if its forge said that not everybody may see it.
        public Optional<String> hiddenRepository() {
            return switch (as) {
                case Uploader.ApiToken _ -> Optional.empty();
                case Uploader.TrustedPublisher job -> Stream.of("repository_visibility", "project_visibility")
                        .map(claim -> job.claims().getOrDefault(claim, PUBLIC))
                        .filter(visibility -> !visibility.equals(PUBLIC))
                        .findFirst();
            };
        }

    }

    /// Empty when the token may not upload to this project, or when there is none of this name: both look alike.
    default Optional<Grant> grantFor(ProjectName name) {
        return switch (this) {
            case ApiTokenHolder holder -> holder.projects.stream()
                    .filter(project -> project.name().equals(name))
                    .map(project -> new Grant(
                            project, new Uploader.ApiToken(holder.tokenId, holder.description), holder.person))
                    .findFirst();
            case PublisherJob job -> job.openings.stream()
                    .filter(opening -> opening.project().name().equals(name))
                    .map(opening -> new Grant(
                            opening.project(),
                            new Uploader.TrustedPublisher(
                                    opening.publisher().id(), opening.publisher().publisher(), job.claims),
                            Optional.empty()))
                    .findFirst();
        };
    }
}
