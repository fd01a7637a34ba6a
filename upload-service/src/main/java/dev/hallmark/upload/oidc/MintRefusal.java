package dev.hallmark.upload.oidc;

import java.util.Locale;

/// Why no upload token was minted; the codes are PyPI's, which clients know.
///
/// @param description shown to people; never says more about a bad signature than that it is one
record MintRefusal(Code code, String description) {

    enum Code {
        INVALID_PAYLOAD,
        NOT_ENABLED,
        INVALID_TOKEN,
        INVALID_PUBLISHER,
        /// Somebody else created the project that the publisher was waiting for.
        INVALID_PENDING_PUBLISHER,
        INVALID_REUSE_TOKEN,
        /// Not PyPI's, and no verdict on the token: its keys cannot be had now.
        ISSUER_UNAVAILABLE;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static MintRefusal invalidToken() {
        return new MintRefusal(Code.INVALID_TOKEN, "malformed or invalid token");
    }
}
