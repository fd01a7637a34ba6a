package dev.hallmark.development.oidc;

import java.net.URI;

/// The two values by which a job asks for its ID tokens: `ACTIONS_ID_TOKEN_REQUEST_URL` and
/// `ACTIONS_ID_TOKEN_REQUEST_TOKEN`.
public record TokenRequest(URI url, String token) {

    @Override
    public String toString() {
        return "TokenRequest[url=" + url + ", token=…]";
    }
}
