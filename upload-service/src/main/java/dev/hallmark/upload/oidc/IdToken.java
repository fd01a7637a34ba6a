package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// An ID token whose signature, times, issuer and audience were verified.
///
/// @param claims texts, truth values and lists; whatever else a token holds is nothing that a publisher is known by
/// @param digest of what was signed: names the token where its issuer gives it no `jti`
record IdToken(String issuer, Map<String, Object> claims, Instant expiresAt, String digest) {

    private static final int MAX_JTI = 255;

    IdToken {
        claims = Map.copyOf(claims);
    }

    /// This token, if it has a text for each of the claims.
    Parsed<IdToken> requiring(String... names) {
        return Stream.of(names)
                .filter(name -> !(claims.get(name) instanceof String))
                .findFirst()
                .map(name -> Parsed.<IdToken>invalid("Missing claim '" + name + "'"))
                .orElseGet(() -> Parsed.valid(this));
    }

    /// Empty as well when the claim is missing or no text.
    String text(String name) {
        return claims.get(name) instanceof String text ? text : "";
    }

    /// Empty as well when the claim is an empty text.
    Optional<String> optional(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(claims.get(name));
    }

    List<String> texts(String name) {
        return claims.get(name) instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    /// The texts of these claims, as far as the token has them.
    Map<String, String> only(List<String> names) {
        Map<String, String> kept = new TreeMap<>();
        for (String name : names) {
            if (claims.get(name) instanceof String text) {
                kept.put(name, text);
            }
        }
        return kept;
    }

    /// By what the token is known once it is spent: its `jti`, or else the digest of what was signed, which nobody but
    /// the issuer can change.
    String spentAs() {
        String jti = text("jti");
        return jti.isEmpty() || jti.length() > MAX_JTI ? "sha256:" + digest : jti;
    }
}
