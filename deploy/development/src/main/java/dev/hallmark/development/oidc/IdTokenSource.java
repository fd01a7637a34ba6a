package dev.hallmark.development.oidc;

import java.io.IOException;

/// Where a signer gets an ID token for an audience: the issuer in this process, or its HTTP form as a job sees it.
@FunctionalInterface
public interface IdTokenSource {

    String idToken(String audience) throws IOException, InterruptedException;
}
