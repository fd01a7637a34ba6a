package dev.hallmark.provenance.pages;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Decides what of the text that others wrote may become a link.
final class WebLink {

    private WebLink() {}

    /// The URL, if it is an absolute http or https one.
    static Optional<String> of(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
            return web && uri.getRawAuthority() != null ? Optional.of(text) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
