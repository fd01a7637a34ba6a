package dev.hallmark.provenance.files;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jboss.resteasy.reactive.server.vertx.VertxResteasyReactiveRequestContext;

/// Sends a part of a blob as fast as the client takes it: read off the event loop, one buffer at a time.
///
/// The framework's own writer for open files leaves them open when a client goes away, and ends the answer as if nothing
/// had happened when a file is shorter than it promised. Here the file is always closed, and an answer that can't be
/// completed ends with its connection, which every client takes for an error.
@Provider
public final class FileSliceWriter implements ServerMessageBodyWriter<FileSlice> {

    private static final Logger LOG = Logger.getLogger(FileSliceWriter.class);

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return FileSlice.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return FileSlice.class.isAssignableFrom(type);
    }

    @Override
    public void writeResponse(FileSlice slice, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        HttpServerResponse response = ((VertxResteasyReactiveRequestContext) context).vertxServerResponse();
        request.suspend();
        // Vert.x wants to know it before the first byte; the other headers follow when the head is written.
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(slice.length()));
        slice.blob().setReadPos(slice.first()).setReadLength(slice.length());
        slice.blob()
                .pipe()
                .endOnComplete(false)
                .to(response)
                .eventually(() -> slice.blob().close().otherwiseEmpty())
                .onComplete(sent -> {
                    long missing = slice.blob().getReadLength();
                    boolean whole = sent.succeeded() && missing == 0;
                    if (!whole && !response.closed()) {
                        LOG.errorf("A blob ended early; the answer is broken off missing=%d cause=%s", missing, sent.cause());
                        response.reset();
                    }
                    if (whole) {
                        response.end();
                    }
                    request.resume();
                });
    }

    @Override
    public void writeTo(
            FileSlice slice,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream entityStream) {
        throw new UnsupportedOperationException("a blob is only sent without blocking");
    }
}
