package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.oidc.JobEnvironment;
import dev.hallmark.development.oidc.TokenRequest;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.development.sigstore.Attestor;
import dev.hallmark.development.sigstore.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A job in CI: it has ID tokens of the local issuer, signs with the local Sigstore, and mints upload tokens.
record CiJob(Index index, TokenRequest tokens) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// A job of this repository's workflow, registered at the issuer that runs beside the index.
    static CiJob of(Index index, String repository, String workflow) {
        String wish = JSON.createObjectNode().put("repository", repository).put("workflow", workflow).toString();
        Answer answer = Http.send(
                "POST",
                index.authorities().resolve("/jobs"),
                Map.of("Content-Type", "application/json"),
                wish.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        String token = answer.json().path("token_request_token").asText();
        index.keepSecret(token);
        return new CiJob(index, new TokenRequest(URI.create(answer.json().path("token_request_url").asText()), token));
    }

    String idToken(String audience) {
        try {
            String token = JobEnvironment.of(tokens).idToken(audience);
            index.keepSecret(token);
            return token;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String uploadToken() {
        return mint(index, idToken(audience(index)));
    }

    /// The publish attestation of the reference clients.
    Attestation attest(String filename, byte[] bytes) {
        return attest(Statement.publish(filename, Sha256.of(bytes)));
    }

    Attestation attest(Statement statement) {
        try {
            return Attestor.at(index.authorities()).attest(this::idToken, statement);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String audience(Index index) {
        return Http.get(index.url("/_/oidc/audience")).json().path("audience").asText();
    }

    static Answer mintRequest(Index index, String idToken) {
        return Http.send(
                "POST",
                index.url("/_/oidc/mint-token"),
                Map.of("Content-Type", "application/json"),
                JSON.createObjectNode().put("token", idToken).toString().getBytes(StandardCharsets.UTF_8));
    }

    static String mint(Index index, String idToken) {
        index.keepSecret(idToken);
        Answer answer = mintRequest(index, idToken);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        String token = answer.json().path("token").asText();
        index.keepSecret(token);
        return token;
    }
}
