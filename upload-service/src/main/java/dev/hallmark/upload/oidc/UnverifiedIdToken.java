package dev.hallmark.upload.oidc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// An ID token that nobody has vouched for yet. It tells which issuer it says it comes from, so that its key can be
/// found, and nothing else.
final class UnverifiedIdToken {

    /// GitHub's are about 2 KiB.
    static final int MAX_LENGTH = 16 * 1024;

    private static final int MAX_DEPTH = 8;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_LENGTH)
                    .maxNumberLength(40)
                    .build())
            .build();

    private final String issuer;
    private final String compact;

    private UnverifiedIdToken(String issuer, String compact) {
        this.issuer = issuer;
        this.compact = compact;
    }

    /// Looks at three dots at most, however many there are.
    static Parsed<UnverifiedIdToken> parse(String compact) {
        if (compact.length() > MAX_LENGTH) {
            return Parsed.invalid("malformed JWT: it is too long");
        }
        int first = compact.indexOf('.');
        int second = first < 0 ? -1 : compact.indexOf('.', first + 1);
        if (second < 0 || compact.indexOf('.', second + 1) >= 0) {
            return Parsed.invalid("malformed JWT: expected three parts");
        }
        try {
            String issuer = issuerOf(Base64.getUrlDecoder().decode(compact.substring(first + 1, second)));
            return issuer == null
                    ? Parsed.invalid("malformed JWT: expected the claim iss")
                    : Parsed.valid(new UnverifiedIdToken(issuer, compact));
        } catch (IOException | IllegalArgumentException e) {
            return Parsed.invalid("malformed JWT: expected a JSON object");
        }
    }

    /// What it claims. Good for looking up keys in the configuration, never for fetching anything.
    String issuer() {
        return issuer;
    }

    /// For the verifier.
    String compact() {
        return compact;
    }

    /// Names what was signed: header and claims, whatever the signature looks like.
    String digest() {
        return Sha256.of(compact.substring(0, compact.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII)).hex();
    }

    @Override
    public String toString() {
        return "UnverifiedIdToken[issuer=" + issuer + "]";
    }

    private static @Nullable String issuerOf(byte[] payload) throws IOException {
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            String issuer = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isIssuer = parser.currentName().equals("iss");
                JsonToken value = parser.nextToken();
                if (isIssuer && value == JsonToken.VALUE_STRING) {
                    issuer = parser.getText();
                }
                parser.skipChildren();
            }
            return issuer;
        }
    }
}
