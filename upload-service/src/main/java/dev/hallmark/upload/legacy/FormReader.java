package dev.hallmark.upload.legacy;

import dev.hallmark.upload.Checked;
import dev.hallmark.upload.UploadRefusal;
import dev.hallmark.upload.settings.Settings;
import dev.hallmark.upload.staging.BlobStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;

/// Reads an upload form: the file streams to a temporary file, in the order and the speed in which it comes.
@ApplicationScoped
class FormReader {

    /// What one read may fill.
    record Limits(long file, long fields) {}

    private final Vertx vertx;
    private final BlobStore blobs;
    private final Limits limits;

    @Inject
    FormReader(Vertx vertx, BlobStore blobs, Settings settings) {
        this.vertx = vertx;
        this.blobs = blobs;
        this.limits = new Limits(
                settings.uploads().maxFileSize().asLongValue(), settings.uploads().maxFieldsSize().asLongValue());
    }

    /// A form with its temporary file, which is there even when it is refused.
    record Reading(Checked<ReceivedForm> form, Path temporary) {}

    /// @param request paused, with nothing of its body read
    Uni<Reading> read(HttpServerRequest request) {
        Path temporary = blobs.newTemporary();
        return Uni.createFrom()
                .<Checked<ReceivedForm>>emitter(emitter ->
                        new FormReading(vertx, request, temporary, limits, emitter).start())
                .map(form -> new Reading(form, temporary));
    }

    /// Whether the request says by itself that it is too large.
    Checked<HttpServerRequest> admit(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        long announced = length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
        if (announced > limits.file() + limits.fields()) {
            return fileTooLarge(limits);
        }
        return Checked.passed(request);
    }

    static <T> Checked<T> fileTooLarge(Limits limits) {
        return Checked.failed(
                UploadRefusal.FILE_TOO_LARGE,
                "File too large. Limit is " + limits.file() / (1024 * 1024) + " MB.",
                "at most " + limits.file() + " bytes",
                "more");
    }
}
