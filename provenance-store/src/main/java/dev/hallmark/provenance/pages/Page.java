package dev.hallmark.provenance.pages;

import dev.hallmark.contract.Sha256;
import dev.hallmark.provenance.http.Representation;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/// Sends a template as a page that may load and run nothing but its own style sheet.
@Singleton
final class Page {

    private final String style = readStyle();

    /// Only exactly this style sheet is allowed, by its digest: markup that slipped in could not even restyle the page.
    private final String contentSecurityPolicy = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Sha256.of(style.getBytes(StandardCharsets.UTF_8)).toBytes())
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    Uni<RestResponse<byte[]>> of(int status, TemplateInstance template, HttpHeaders headers) {
        return template.data("style", style).createUni().map(html -> {
            Representation page = Representation.of(html, "text/html; charset=utf-8");
            List<String> ifNoneMatch =
                    status == 200 ? headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH) : List.<String>of();
            var answer = page.answer(ifNoneMatch)
                    .header("Content-Security-Policy", contentSecurityPolicy)
                    .header("Referrer-Policy", "no-referrer");
            return (status == 200 ? answer : answer.status(status)).build();
        });
    }

    private static String readStyle() {
        try (InputStream css = Page.class.getResourceAsStream("/pages/hallmark.css")) {
            if (css == null) {
                throw new IllegalStateException("the style sheet is missing from the program");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
