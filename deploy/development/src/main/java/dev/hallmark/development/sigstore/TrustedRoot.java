package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.Sha256;
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
/// The windows say when the authorities and logs were to be believed; tests move them.
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

    private record Log(SigningKey key, Sha256 id, Window window) {}

    private record Authority(AuthorityChain chain, Window window) {}

    private final URI baseUrl;
    private final Authority authority;
    private final Authority timestampAuthority;
    private final Log log;
    private final Log secondLog;
    private final Log certificateLog;

    private TrustedRoot(
            URI baseUrl, Authority authority, Authority timestampAuthority, Log log, Log secondLog, Log certificateLog) {
        this.baseUrl = baseUrl;
        this.authority = authority;
        this.timestampAuthority = timestampAuthority;
        this.log = log;
        this.secondLog = secondLog;
        this.certificateLog = certificateLog;
    }

    /// @param log of the first version
    /// @param secondLog of the second version
    static TrustedRoot of(
            URI baseUrl,
            CertificateAuthority authority,
            TimestampAuthority timestampAuthority,
            TransparencyLog log,
            TransparencyLog secondLog) {
        Window always = Window.from(authority.chain().since());
        SigningKey certificateLog = authority.certificateLog().key();
        return new TrustedRoot(
                baseUrl,
                new Authority(authority.chain(), always),
                new Authority(timestampAuthority.chain(), always),
                new Log(log.key(), log.id(), always),
                new Log(secondLog.key(), secondLog.id(), always),
                new Log(certificateLog, certificateLog.id(), always));
    }

    public TrustedRoot withAuthorityWindow(Window window) {
        return new TrustedRoot(
                baseUrl, new Authority(authority.chain, window), timestampAuthority, log, secondLog, certificateLog);
    }

    public TrustedRoot withTimestampAuthorityWindow(Window window) {
        return new TrustedRoot(
                baseUrl, authority, new Authority(timestampAuthority.chain, window), log, secondLog, certificateLog);
    }

    /// Of the log of the first version.
    public TrustedRoot withLogWindow(Window window) {
        return new TrustedRoot(
                baseUrl, authority, timestampAuthority, new Log(log.key, log.id, window), secondLog, certificateLog);
    }

    /// Of the log of the second version.
    public TrustedRoot withSecondLogWindow(Window window) {
        return new TrustedRoot(
                baseUrl, authority, timestampAuthority, log, new Log(secondLog.key, secondLog.id, window), certificateLog);
    }

    public TrustedRoot withCertificateLogWindow(Window window) {
        return new TrustedRoot(
                baseUrl, authority, timestampAuthority, log, secondLog,
                new Log(certificateLog.key, certificateLog.id, window));
    }

    /// A copy of the JSON to bend further.
    public ObjectNode tree() {
        ObjectNode root = Json.object().put("mediaType", MEDIA_TYPE);
        root.putArray("tlogs").add(json(log)).add(json(secondLog));
        root.putArray("certificateAuthorities").add(json(authority, ""));
        root.putArray("ctlogs").add(json(certificateLog));
        root.putArray("timestampAuthorities").add(json(timestampAuthority, TimestampEndpoints.PATH));
        return root;
    }

    /// The trust root as JSON text.
    public String json() {
        return Json.text(tree());
    }

    private ObjectNode json(Authority authority, String path) {
        ObjectNode json = Json.object();
        json.putObject("subject")
                .put("organization", authority.chain.purpose().organization())
                .put("commonName", authority.chain.purpose().commonName());
        json.put("uri", baseUrl + path);
        json.putObject("certChain").putArray("certificates")
                .add(Json.object().put("rawBytes", authority.chain.certificate().base64()))
                .add(Json.object().put("rawBytes", authority.chain.root().base64()));
        json.set("validFor", authority.window.json());
        return json;
    }

    private ObjectNode json(Log log) {
        ObjectNode json = Json.object().put("baseUrl", baseUrl.toString()).put("hashAlgorithm", "SHA2_256");
        json.putObject("publicKey")
                .put("rawBytes", log.key.encodedPublicKey().base64())
                .put("keyDetails", log.key.keyDetails())
                .set("validFor", log.window.json());
        json.putObject("logId").put("keyId", Base64.getEncoder().encodeToString(log.id.toBytes()));
        return json;
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, json(), StandardCharsets.UTF_8);
    }
}
