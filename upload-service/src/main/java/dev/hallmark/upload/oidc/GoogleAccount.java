package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.upload.publishers.RegistrationKey;
import java.util.List;
import java.util.Map;

/// A service account of Google Cloud.
record GoogleAccount(String email, boolean emailVerified, String subject, Map<String, String> claims) implements Job {

    GoogleAccount {
        claims = Map.copyOf(claims);
    }

    static Parsed<GoogleAccount> of(IdToken token) {
        return token.requiring("email", "sub")
                .map(_ -> new GoogleAccount(
                        token.text("email"),
                        token.isTrue("email_verified"),
                        token.text("sub"),
                        token.only(List.of("email", "sub"))));
    }

    @Override
    public String lookUp() {
        return RegistrationKey.lookUp(email);
    }

    @Override
    public Comparison compare(Publisher publisher) {
        return publisher instanceof Publisher.Google expected
                ? new Comparison()
                        .claim("email", expected.email(), email)
                        .that(emailVerified, "Check failed for claim 'email_verified': expected true")
                        .asked("sub", expected.subject(), subject)
                : Comparison.otherKind(publisher);
    }

    /// A registration without a subject means whoever has the address.
    @Override
    public Publisher pin(Publisher publisher) {
        return publisher;
    }

    /// Google's metadata server hands out the same token again until it has nearly expired.
    @Override
    public boolean isOnceOnly() {
        return false;
    }
}
