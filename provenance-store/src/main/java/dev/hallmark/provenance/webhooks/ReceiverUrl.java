package dev.hallmark.provenance.webhooks;

import dev.hallmark.contract.Parsed;
import java.net.URI;
import java.net.URISyntaxException;

/// Where a receiver listens: an absolute https URL without user information or fragment.
///
/// @param path with its query, as it goes into the request line
record ReceiverUrl(String text, boolean secure, String host, int port, String path) {

    private static final int LONGEST = 2_000;

    /// @param anywhere also http, as the operator may permit for receivers of their own network
    static Parsed<ReceiverUrl> parse(String text, boolean anywhere) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException _) {
            return Parsed.invalid("expected an absolute https URL");
        }
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        boolean plain = anywhere && "http".equalsIgnoreCase(uri.getScheme());
        if ((!secure && !plain) || uri.getHost() == null || text.length() > LONGEST) {
            return Parsed.invalid("expected an absolute https URL");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Parsed.invalid("expected a URL without user information and fragment");
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return Parsed.valid(new ReceiverUrl(
                text,
                secure,
                uri.getHost(),
                uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80,
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery()));
    }
}
