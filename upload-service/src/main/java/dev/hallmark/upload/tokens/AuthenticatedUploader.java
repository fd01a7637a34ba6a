package dev.hallmark.upload.tokens;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.event.Uploader;
import dev.hallmark.upload.projects.Project;
import dev.hallmark.upload.publishers.Opening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Who a live token stands for, and where it may upload.
public sealed interface AuthenticatedUploader {

    record ApiTokenHolder(UUID tokenId, String description, List<Project> projects) implements AuthenticatedUploader {
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
    }

    /// The right to upload to one project.
    ///
    /// @param as who uploads, as events tell it
    record Grant(Project project, Uploader as) {}

    /// Empty when the token may not upload to this project, or when there is none of this name: both look alike.
    default Optional<Grant> grantFor(ProjectName name) {
        return switch (this) {
            case ApiTokenHolder holder -> holder.projects.stream()
                    .filter(project -> project.name().equals(name))
                    .map(project -> new Grant(project, new Uploader.ApiToken(holder.tokenId, holder.description)))
                    .findFirst();
            case PublisherJob job -> job.openings.stream()
                    .filter(opening -> opening.project().name().equals(name))
                    .map(opening -> new Grant(
                            opening.project(),
                            new Uploader.TrustedPublisher(
                                    opening.publisher().id(), opening.publisher().publisher(), job.claims)))
                    .findFirst();
        };
    }
}
