package dev.hallmark.upload.oidc;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// Reads a body that has no reason to be large; of a large one it holds no more than the limit.
final class SmallBody {

    static final int MAX_BYTES = 32 * 1024;

    private SmallBody() {}

    /// Empty when it is too large or never ends.
    static Uni<Optional<byte[]>> read(HttpServerRequest request) {
        return Uni.createFrom().emitter(emitter -> {
            Buffer received = Buffer.buffer();
            request.exceptionHandler(_ -> emitter.complete(Optional.empty()));
            request.handler(chunk -> {
                if (received.length() + chunk.length() > MAX_BYTES) {
                    emitter.complete(Optional.empty());
                    request.handler(_ -> {});
                    return;
                }
                received.appendBuffer(chunk);
            });
            request.endHandler(_ -> emitter.complete(Optional.of(received.getBytes())));
            request.resume();
        });
    }
}
