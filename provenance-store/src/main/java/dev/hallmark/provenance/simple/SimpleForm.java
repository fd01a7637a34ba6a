package dev.hallmark.provenance.simple;

import dev.hallmark.provenance.http.ContentCoding;
import dev.hallmark.provenance.http.MediaTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The forms of the Simple API, in the order in which the server prefers them.
enum SimpleForm {
    /// What a client gets that accepts anything: those are the ones that know nothing else.
    TEXT_HTML("text/html", "text"),
    HTML("application/vnd.pypi.simple.v1+html", "html"),
    JSON("application/vnd.pypi.simple.v1+json", "json");

    private static final String LATEST = "application/vnd.pypi.simple.latest+";

    private final String mediaType;

    private final String etagWord;

    SimpleForm(String mediaType, String etagWord) {
        this.mediaType = mediaType;
        this.etagWord = etagWord;
    }

    /// The actual type, also where the client asked for `latest`.
    String contentType() {
        return this == TEXT_HTML ? "text/html; charset=utf-8" : mediaType;
    }

    /// The strong entity tag of a page in this form and a coding: each is a representation of its own, although the two
    /// HTML forms have the same bytes.
    ///
    /// @param digest of the page
    String etag(String digest, ContentCoding coding) {
        return '"' + digest + "-" + etagWord + (coding == ContentCoding.IDENTITY ? "" : "-" + coding.token()) + '"';
    }

    boolean isJson() {
        return this == JSON;
    }

    /// What to send: `format` decides where it names a form, then `Accept`; never "not acceptable".
    ///
    /// @param format the query parameter; some clients leave its `+` unescaped, which makes it a blank
    static SimpleForm chosenBy(@Nullable String format, List<String> accept) {
        Optional<SimpleForm> named = format == null ? Optional.empty() : named(format.replace(' ', '+'));
        return named.or(() -> MediaTypes.accepted(accept).bestOf(allNames()).flatMap(SimpleForm::named))
                .orElse(TEXT_HTML);
    }

    private static Optional<SimpleForm> named(String name) {
        return Arrays.stream(values()).filter(form -> form.names().contains(name)).findFirst();
    }

    private static List<String> allNames() {
        return Arrays.stream(values()).flatMap(form -> form.names().stream()).toList();
    }

    private List<String> names() {
        return switch (this) {
            case TEXT_HTML -> List.of(mediaType);
            case HTML -> List.of(mediaType, LATEST + "html");
            case JSON -> List.of(mediaType, LATEST + "json");
        };
    }
}
