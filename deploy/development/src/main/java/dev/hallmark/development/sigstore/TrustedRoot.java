package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.development.web.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// The trust root of a local Sigstore, in Sigstore's own form.
///
/// The three windows say when the authority, the transparency log and the certificate log were to be believed;
/// tests move them.
public final class TrustedRoot {

    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot+json;version=0.1";

    /// A time from `start` on, until `end` if there is one.
    public record Window(Instant start, Optional<Instant> end) {

        public static Window from(Instant start) {
            return new Window(start, Optional.empty());
        }

        public static Window between(Instant start, Instant end) {
            return new Window(start, Optional.of(end));
        }

        private ObjectNode json() {
            ObjectNode json = Json.object().put("start", start.toString());
            end.ifPresent(instant -> json.put("end", instant.toString()));
            return json;
        }
    }

    private final URI baseUrl;
    private final CertificateAuthority authority;
    private final SigningKey logKey;
    private final Window authorityWindow;
    private final Window logWindow;
    private final Window certificateLogWindow;

    private TrustedRoot(URI baseUrl, CertificateAuthority authority, SigningKey logKey, Window authorityWindow,
            Window logWindow, Window certificateLogWindow) {
        this.baseUrl = baseUrl;
        this.authority = authority;
        this.logKey = logKey;
        this.authorityWindow = authorityWindow;
        this.logWindow = logWindow;
        this.certificateLogWindow = certificateLogWindow;
    }

    static TrustedRoot of(URI baseUrl, CertificateAuthority authority, SigningKey logKey) {
        Window always = Window.from(authority.since());
        return new TrustedRoot(baseUrl, authority, logKey, always, always, always);
    }

    public TrustedRoot withAuthorityWindow(Window window) {
        return new TrustedRoot(baseUrl, authority, logKey, window, logWindow, certificateLogWindow);
    }

    public TrustedRoot withLogWindow(Window window) {
        return new TrustedRoot(baseUrl, authority, logKey, authorityWindow, window, certificateLogWindow);
    }

    public TrustedRoot withCertificateLogWindow(Window window) {
        return new TrustedRoot(baseUrl, authority, logKey, authorityWindow, logWindow, window);
    }

    /// The trust root as JSON text.
    public String json() {
        ObjectNode root = Json.object().put("mediaType", MEDIA_TYPE);
        root.putArray("tlogs").add(log(logKey, logWindow));
        ObjectNode ca = root.putArray("certificateAuthorities").addObject();
        ca.putObject("subject").put("organization", "hallmark development").put("commonName", "development root");
        ca.put("uri", baseUrl.toString());
        ca.putObject("certChain").putArray("certificates")
                .add(Json.object().put("rawBytes", authority.intermediate().base64()))
                .add(Json.object().put("rawBytes", authority.root().base64()));
        ca.set("validFor", authorityWindow.json());
        root.putArray("ctlogs").add(log(authority.certificateLog().key(), certificateLogWindow));
        return Json.text(root);
    }

    private ObjectNode log(SigningKey key, Window window) {
        ObjectNode log = Json.object().put("baseUrl", baseUrl.toString()).put("hashAlgorithm", "SHA2_256");
        log.putObject("publicKey")
                .put("rawBytes", key.encodedPublicKey().base64())
                .put("keyDetails", "PKIX_ECDSA_P256_SHA_256")
                .set("validFor", window.json());
        log.putObject("logId").put("keyId", Base64.getEncoder().encodeToString(key.id().toBytes()));
        return log;
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, json(), StandardCharsets.UTF_8);
    }
}
