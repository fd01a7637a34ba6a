package dev.hallmark.upload.oidc;

import dev.hallmark.upload.settings.Settings;

/// An issuer that configuration names, with all that its tokens are verified by.
record TrustedIssuer(Settings.Issuer settings, IssuerKeys keys, IdTokenVerifier verifier) {}
