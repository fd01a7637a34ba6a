package dev.hallmark.upload.legacy;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.upload.Checked;
import dev.hallmark.upload.Refused;
import dev.hallmark.upload.Secret;
import dev.hallmark.upload.UploadRefusal;
import dev.hallmark.upload.settings.Settings;
import dev.hallmark.upload.staging.Admission;
import dev.hallmark.upload.staging.Candidate;
import dev.hallmark.upload.staging.Staging;
import dev.hallmark.upload.tokens.AuthenticatedUploader;
import dev.hallmark.upload.tokens.Tokens;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/// Takes an upload in: who sends it, what the form says, what the file is, and then into staging. Every step refuses by
/// a value; the first refusal is the answer.
@ApplicationScoped
class Acceptance {

    private static final int MAX_USER_AGENT = 256;

    private final Tokens tokens;
    private final Admission admission;
    private final FormReader reader;
    private final FileExamination examination;
    private final Staging staging;
    private final long maxAttestations;

    @Inject
    Acceptance(
            Tokens tokens,
            Admission admission,
            FormReader reader,
            FileExamination examination,
            Staging staging,
            Settings settings) {
        this.tokens = tokens;
        this.admission = admission;
        this.reader = reader;
        this.examination = examination;
        this.staging = staging;
        this.maxAttestations = settings.uploads().maxAttestationsSize().asLongValue();
    }

    /// Reads nothing of the body before it knows who sends it.
    ///
    /// @param request paused
    Uni<Staging.Outcome> accept(HttpServerRequest request) {
        return switch (Credentials.of(request.getHeader("Authorization"))) {
            case Checked.Failed<Secret>(Refused why) -> refused(why);
            case Checked.Passed<Secret>(Secret token) ->
                Panache.withTransaction(() -> tokens.welcome(token)).flatMap(uploader -> uploader.isEmpty()
                        ? refused(Refused.of(UploadRefusal.AUTHENTICATION_INVALID, Credentials.INVALID))
                        : receive(request, token, uploader.get()));
        };
    }

    private Uni<Staging.Outcome> receive(HttpServerRequest request, Secret token, AuthenticatedUploader uploader) {
        if (reader.admit(request) instanceof Checked.Failed<HttpServerRequest>(Refused why)) {
            return refused(why);
        }
        return reader.read(request)
                .flatMap(reading -> check(reading.form(), request, token, uploader)
                        .onTermination()
                        .call(() -> examination.discard(reading.temporary())));
    }

    private Uni<Staging.Outcome> check(
            Checked<ReceivedForm> received, HttpServerRequest request, Secret token, AuthenticatedUploader uploader) {
        Checked<UploadForm> checked = received.then(
                form -> UploadForm.check(form, request.getParam(":action"), maxAttestations));
        return switch (checked) {
            case Checked.Failed<UploadForm>(Refused why) -> refused(why);
            case Checked.Passed<UploadForm>(UploadForm form) -> authorised(form, uploader).flatMap(admitted -> switch (admitted) {
                case Checked.Failed<ProjectPolicy>(Refused why) -> refused(why);
                // Staging looks again, and holds on to what it sees.
                case Checked.Passed<ProjectPolicy> _ -> examine(form, userAgent(request), token);
            });
        };
    }

    private Uni<Checked<ProjectPolicy>> authorised(UploadForm form, AuthenticatedUploader uploader) {
        return uploader.grantFor(form.project())
                .map(grant -> Panache.withSession(() -> admission.of(grant)))
                .orElseGet(() -> Uni.createFrom()
                        .item(Checked.failed(
                                UploadRefusal.NOT_AUTHORISED,
                                "The given token isn't allowed to upload to project '" + form.project() + "'.")));
    }

    private Uni<Staging.Outcome> examine(UploadForm form, @Nullable String userAgent, Secret token) {
        return switch (FilenameRules.check(form)) {
            case Checked.Failed<DistributionFilename>(Refused why) -> refused(why);
            case Checked.Passed<DistributionFilename>(DistributionFilename name) ->
                examination.examine(form, name, userAgent).flatMap(examined -> switch (examined) {
                    case Checked.Failed<Candidate>(Refused why) -> refused(why);
                    case Checked.Passed<Candidate>(Candidate candidate) -> stage(candidate, token);
                });
        };
    }

    private Uni<Staging.Outcome> stage(Candidate candidate, Secret token) {
        Uni<Staging.Outcome> staged = staging.stage(candidate, token);
        return candidate.wheelMetadata()
                .map(metadata -> staged.onTermination().call(() -> examination.discard(metadata.temporary())))
                .orElse(staged);
    }

    /// The client's own words: bounded, and nothing that a log or a terminal could take for more than text.
    private static @Nullable String userAgent(HttpServerRequest request) {
        String sent = request.getHeader("User-Agent");
        if (sent == null) {
            return null;
        }
        String printable = sent.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= MAX_USER_AGENT ? printable : printable.substring(0, MAX_USER_AGENT);
    }

    private static Uni<Staging.Outcome> refused(Refused why) {
        return Uni.createFrom().item(new Staging.Outcome.NotStaged(why));
    }
}
