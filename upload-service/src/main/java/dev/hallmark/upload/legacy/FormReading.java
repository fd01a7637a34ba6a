package dev.hallmark.upload.legacy;

import dev.hallmark.upload.Checked;
import dev.hallmark.upload.UploadRefusal;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One form on its way in. Everything here runs on the event loop of the request, so nothing needs a lock.
///
/// The answer is known at the first thing that is wrong; what follows of the body is then read and dropped, because
/// clients look for an answer only after they have sent everything.
final class FormReading {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)", Pattern.CASE_INSENSITIVE);
    private static final String CONTENT = "content";
    /// Indexes once took signatures; clients may still send one, and it is ignored.
    private static final String IGNORED = "gpg_signature";
    /// Headers and boundaries of the parts, and what of the file is still on its way to the disk.
    private static final long SLACK = 4L * 1024 * 1024;
    /// Longer than any closing boundary with what may follow it (RFC 2046 allows 70 characters).
    private static final int TAIL = 256;
    /// A well-formed file is on the disk soon after the last byte of the form came in.
    private static final long STORED_WITHIN_MILLIS = 30_000;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Path temporary;
    private final FormReader.Limits limits;
    private final UniEmitter<? super Checked<ReceivedForm>> emitter;

    private final Set<String> fileFields = new HashSet<>();
    private final List<ReceivedForm.Content> contents = new ArrayList<>();
    private Buffer tail = Buffer.buffer();
    private long received;
    private long receivedOfContent;
    private boolean requestEnded;
    private boolean contentStored = true;
    private boolean answered;
    /// The temporary file, from the moment its opening began.
    private @Nullable Future<AsyncFile> file;

    FormReading(
            Vertx vertx,
            HttpServerRequest request,
            Path temporary,
            FormReader.Limits limits,
            UniEmitter<? super Checked<ReceivedForm>> emitter) {
        this.vertx = vertx;
        this.request = request;
        this.temporary = temporary;
        this.limits = limits;
        this.emitter = emitter;
    }

    void start() {
        String type = request.getHeader("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || boundary().isEmpty()) {
            request.resume();
            refuse(UploadRefusal.FORM_MALFORMED, "Expected a form of type multipart/form-data with a boundary.");
            return;
        }
        request.exceptionHandler(this::failed);
        try {
            request.setExpectMultipart(true);
        } catch (RuntimeException e) {
            request.resume();
            refuse(UploadRefusal.FORM_MALFORMED, "Expected a form of type multipart/form-data with a boundary.");
            return;
        }
        request.handler(this::count);
        request.uploadHandler(this::part);
        request.endHandler(_ -> ended());
        request.resume();
    }

    private void count(Buffer chunk) {
        received += chunk.length();
        tail = Buffer.buffer()
                .appendBuffer(tail)
                .appendBuffer(chunk.slice(Math.max(0, chunk.length() - TAIL), chunk.length()));
        tail = tail.slice(Math.max(0, tail.length() - TAIL), tail.length());
        if (received - receivedOfContent > limits.fields() + SLACK) {
            request.setExpectMultipart(false);
            refuse(UploadRefusal.FORM_TOO_LARGE, "The fields of the form are too large.");
        }
    }

    private void part(HttpServerFileUpload upload) {
        upload.exceptionHandler(this::failed);
        if (!upload.name().equals(CONTENT)) {
            if (!upload.name().equals(IGNORED)) {
                fileFields.add(upload.name());
            }
            upload.handler(_ -> {});
            return;
        }
        contents.add(new ReceivedForm.Content(upload.filename() == null ? "" : upload.filename(), temporary));
        if (contents.size() > 1) {
            upload.handler(chunk -> receivedOfContent += chunk.length());
            return;
        }
        contentStored = false;
        upload.pause();
        file = vertx.fileSystem()
                .open(temporary.toString(), new OpenOptions().setCreateNew(true).setWrite(true).setRead(false));
        file.onSuccess(opened -> store(upload, opened)).onFailure(failure -> {
            upload.handler(_ -> {}).resume();
            broken(failure);
        });
    }

    private void store(HttpServerFileUpload upload, AsyncFile opened) {
        opened.exceptionHandler(this::broken);
        upload.handler(chunk -> {
            receivedOfContent += chunk.length();
            if (receivedOfContent > limits.file() && !answered) {
                answer(FormReader.fileTooLarge(limits));
            }
            if (answered) {
                return;
            }
            opened.write(chunk).onFailure(cause -> {
                broken(cause);
                upload.resume();
            });
            if (opened.writeQueueFull()) {
                upload.pause();
                opened.drainHandler(_ -> upload.resume());
            }
        });
        upload.endHandler(_ -> {
            if (answered) {
                return;
            }
            opened.close()
                    .onSuccess(_ -> {
                        contentStored = true;
                        finishIfComplete();
                    })
                    .onFailure(this::broken);
        });
        upload.resume();
    }

    /// A form without its closing boundary lost its end on the way, even where every part looks whole.
    private void ended() {
        requestEnded = true;
        if (!tail.toString(StandardCharsets.ISO_8859_1).contains("--" + boundary() + "--")) {
            refuse(UploadRefusal.FORM_MALFORMED, "The form ends without its closing boundary.");
            return;
        }
        finishIfComplete();
        if (!answered) {
            vertx.setTimer(
                    STORED_WITHIN_MILLIS,
                    _ -> refuse(UploadRefusal.FORM_MALFORMED, "The form ends in the middle of the file."));
        }
    }

    private String boundary() {
        Matcher boundary = BOUNDARY.matcher(Objects.requireNonNullElse(request.getHeader("Content-Type"), ""));
        return boundary.find() ? boundary.group(1) : "";
    }

    private void finishIfComplete() {
        if (requestEnded && contentStored && !answered) {
            Map<String, List<String>> fields = new HashMap<>();
            request.formAttributes()
                    .forEach(field ->
                            fields.computeIfAbsent(nameOf(field.getKey()), _ -> new ArrayList<>()).add(field.getValue()));
            answer(Checked.passed(new ReceivedForm(fields, fileFields, contents)));
        }
    }

    /// Netty drops the colon of `:action`.
    private static String nameOf(String field) {
        return field.equals("action") ? ":action" : field;
    }

    /// The form, or the connection it came by, is at fault.
    private void failed(Throwable cause) {
        switch (cause) {
            case TooManyFormFieldsException _ -> refuse(UploadRefusal.TOO_MANY_FIELDS, "The form has too many fields.");
            case TooLongFormFieldException _ ->
                refuse(UploadRefusal.FIELD_TOO_LARGE, "The header of a part of the form is too large.");
            default -> {
                boolean tooLarge = cause.toString().contains("Size exceed allowed maximum capacity");
                if (tooLarge) {
                    refuse(UploadRefusal.FIELD_TOO_LARGE, "A field of the form is too large.");
                } else {
                    refuse(UploadRefusal.FORM_MALFORMED, "The form cannot be read to its end.");
                }
            }
        }
    }

    /// Our disk is at fault.
    private void broken(Throwable cause) {
        if (!answered) {
            answered = true;
            afterClosing(() -> emitter.fail(cause));
        }
    }

    private void refuse(UploadRefusal refusal, String message) {
        answer(Checked.failed(refusal, message));
    }

    private void answer(Checked<ReceivedForm> result) {
        if (!answered) {
            answered = true;
            afterClosing(() -> emitter.complete(result));
        }
    }

    /// Whoever is told may delete the temporary file: it must not be created, or written to, after that, and a client
    /// that goes away in the middle must not leave it open.
    private void afterClosing(Runnable tell) {
        if (file == null || contentStored) {
            tell.run();
            return;
        }
        file.compose(AsyncFile::close).onComplete(_ -> tell.run());
    }
}
