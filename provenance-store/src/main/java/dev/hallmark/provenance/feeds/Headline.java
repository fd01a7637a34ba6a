package dev.hallmark.provenance.feeds;

import dev.hallmark.contract.Publisher;
import dev.hallmark.provenance.history.HistoryEntry;
import dev.hallmark.provenance.history.UploadedBy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A history entry in words.
///
/// @param title without the project's name
record Headline(String title, String text) {

    /// Empty for what is of no use to those who follow a project.
    static Optional<Headline> of(HistoryEntry entry) {
        return switch (entry) {
            case HistoryEntry.ProjectCreated created -> said("created", "Created by " + created.by() + ".");
            case HistoryEntry.StatusChanged changed -> said(
                    "is " + changed.status().marker(),
                    "Set by " + changed.by() + (changed.reason() == null ? "." : ": " + changed.reason()));
            case HistoryEntry.PolicyChanged changed ->
                said("changed its policy", "Version " + changed.policy().version() + ", by " + changed.by() + ".");
            case HistoryEntry.PublisherAdded added -> said(
                    "added a Trusted Publisher", added.publisher().description() + ", by " + added.by() + ".");
            case HistoryEntry.PublisherRemoved removed -> said(
                    "removed a Trusted Publisher", removed.publisher().description() + ", by " + removed.by() + ".");
            case HistoryEntry.PublisherReified reified ->
                said("was created by a pending publisher", reified.publisher().description() + ".");
            case HistoryEntry.FilePublished published -> said(
                    published.version() + ": published " + published.filename(),
                    (published.attested() ? "Attested; uploaded by " : "Without attestations; uploaded by ")
                            + uploader(published.uploadedBy()) + ".");
            case HistoryEntry.FileRefused refused -> said(
                    refused.version() + ": refused " + refused.filename(),
                    refused.code() + "; uploaded by " + uploader(refused.uploadedBy()) + ".");
            case HistoryEntry.FileHeld held -> said(
                    held.version() + ": held " + held.filename(),
                    held.code() + ": expected " + held.expected() + ", found " + held.actual() + ".");
            case HistoryEntry.HoldDecided decided -> said(
                    decided.version() + ": " + (decided.approved() ? "approved " : "refused ") + decided.filename(),
                    "Decided by " + decided.by() + ".");
            case HistoryEntry.FileDeleted deleted ->
                said(deleted.version() + ": deleted " + deleted.filename(), "Deleted by " + deleted.by() + ".");
            case HistoryEntry.FileQuarantined quarantined -> said(
                    quarantined.version() + ": quarantined " + quarantined.filename(),
                    quarantined.reason() + " By " + quarantined.by() + ".");
            case HistoryEntry.FileUnquarantined lifted -> said(
                    lifted.version() + ": no longer quarantined " + lifted.filename(), "By " + lifted.by() + ".");
            case HistoryEntry.ReleaseYanked yanked -> said(
                    yanked.version() + ": yanked",
                    "By " + yanked.by() + (yanked.reason() == null ? "." : ": " + yanked.reason()));
            case HistoryEntry.ReleaseUnyanked unyanked ->
                said(unyanked.version() + ": no longer yanked", "By " + unyanked.by() + ".");
            case HistoryEntry.UrlsDecided decided -> said(
                    decided.version() + ": checked its links",
                    decided.decision().urls().stream().filter(url -> url.verified()).count() + " of "
                            + decided.decision().urls().size() + " lie with the publisher.");
            case HistoryEntry.ProvenanceChange change -> said(
                    change.version() + ": provenance " + change.change().word(),
                    "Release " + change.before() + ": " + publishers(change.publishersBefore()) + ". "
                            + change.filename() + ": " + publishers(change.publishers()) + ".");
            case HistoryEntry.AttestationsAdded added -> said(
                    "attested later: " + added.filename(),
                    String.join(", ", added.predicateTypes()) + " by " + added.submitter().name() + ", "
                            + added.submitter().identity().description() + ".");
            case HistoryEntry.AttestationsRefused refused -> said(
                    "refused attestations of " + refused.filename(),
                    refused.code() + "; sent by " + refused.submitter().name() + ".");
            case HistoryEntry.VerdictChanged changed -> said(
                    (changed.holds() ? "attestations hold again: " : "attestations no longer hold: ") + changed.filename(),
                    (changed.code() == null ? "" : changed.code().code() + "; ") + changed.identity().description() + ".");
            case HistoryEntry.UploadTokenMinted _,
                    HistoryEntry.PendingPublisherAdded _,
                    HistoryEntry.PendingPublisherGone _ -> Optional.empty();
        };
    }

    private static Optional<Headline> said(String title, String text) {
        return Optional.of(new Headline(title, text));
    }

    private static String uploader(UploadedBy uploadedBy) {
        return uploadedBy.publisher() == null ? "an API token" : uploadedBy.publisher().description();
    }

    private static String publishers(List<Publisher> publishers) {
        return publishers.isEmpty()
                ? "nobody attests it"
                : "attested by " + publishers.stream().map(Publisher::description).collect(Collectors.joining(", "));
    }
}
