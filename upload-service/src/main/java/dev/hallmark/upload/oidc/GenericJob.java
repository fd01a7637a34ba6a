package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Publisher;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whoever an issuer of one's own vouches for, known by exact claims.
record GenericJob(IdToken token) implements Job {

    /// All registrations of the issuer are compared.
    @Override
    public String lookUp() {
        return "";
    }

    @Override
    public Comparison compare(Publisher publisher) {
        if (!(publisher instanceof Publisher.Generic expected)) {
            return Comparison.otherKind(publisher);
        }
        Comparison comparison = new Comparison();
        new TreeMap<>(expected.claims()).forEach((name, value) -> comparison.asked(name, value, token.text(name)));
        return comparison;
    }

    @Override
    public Publisher pin(Publisher publisher) {
        return publisher;
    }

    @Override
    public Map<String, String> claims() {
        return token.only(List.of("sub"));
    }
}
