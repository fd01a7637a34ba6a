package dev.hallmark.upload.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.hallmark.contract.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// What a client asks of the exchange: `{"token": "<JWT>"}`, and with PEP 807 perhaps `"features": […]`.
///
/// @param idToken nobody has looked at it yet
record ExchangeRequest(String idToken) {

    /// What our upload tokens are, asked for or not: good for many files.
    static final List<String> FEATURES = List.of("multi-use-token");

    private static final ObjectReader JSON =
            new ObjectMapper().readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static Parsed<ExchangeRequest> parse(byte[] body) {
        JsonNode json;
        try {
            json = JSON.readValue(body);
        } catch (JsonProcessingException e) {
            return Parsed.invalid("expected a JSON object");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode token = json.path("token");
        if (!token.isTextual()) {
            return Parsed.invalid("expected a JSON object with the member token, a text");
        }
        JsonNode features = json.path("features");
        boolean ours = features.isMissingNode()
                || (features.isArray() && features.valueStream().allMatch(it -> FEATURES.contains(it.asText())));
        return ours
                ? Parsed.valid(new ExchangeRequest(token.textValue()))
                : Parsed.invalid("features: expected none but " + FEATURES + ", found " + features);
    }

    @Override
    public String toString() {
        return "ExchangeRequest[]";
    }
}
