package dev.hallmark.development.sigstore;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// The textual encoding of keys and certificates (RFC 7468), lines of 64 characters.
record Pem(String label, Bytes content) {

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final Base64.Encoder LINES =
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s([A-Za-z0-9+/=\\s]+?)-----END \\1-----");

    static Pem certificate(Bytes der) {
        return new Pem(CERTIFICATE, der);
    }

    /// All blocks in `text`, in order.
    static List<Pem> parseAll(String text) {
        return BLOCK.matcher(text).results()
                .map(block -> new Pem(block.group(1), Bytes.of(Base64.getMimeDecoder().decode(block.group(2)))))
                .toList();
    }

    boolean isCertificate() {
        return label.equals(CERTIFICATE);
    }

    String text() {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(content.toArray()) + "\n-----END " + label
                + "-----\n";
    }

    /// The text once more in base64, as the log writes it.
    String base64() {
        return Bytes.ofAscii(text()).base64();
    }
}
