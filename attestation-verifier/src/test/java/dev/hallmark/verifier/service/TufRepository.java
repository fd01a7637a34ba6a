package dev.hallmark.verifier.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.web.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A repository of The Update Framework on loopback, whose one key signs every role.
final class TufRepository implements AutoCloseable {

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final HttpServer server;
    private KeyPair key = newKey();

    TufRepository() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] file = files.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
            if (file != null) {
                exchange.getResponseBody().write(file);
            }
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /// Writes the metadata that a client has to start with.
    Path root(Path directory) throws IOException {
        ObjectNode signed = signed("root", 1, Duration.ofDays(1));
        signed.put("consistent_snapshot", true).putObject("keys").set(keyId(), publicKey());
        ObjectNode roles = signed.putObject("roles");
        for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
            roles.putObject(role).put("threshold", 1).putArray("keyids").add(keyId());
        }
        return Files.write(directory.resolve("root.json"), sign(signed));
    }

    void publish(int version, String trustedRoot) {
        publish(version, trustedRoot, Duration.ofDays(1));
    }

    void publish(int version, String trustedRoot, Duration life) {
        ObjectNode targets = signed("targets", version, Duration.ofDays(1));
        ObjectNode list = targets.putObject("targets");
        target(list, "trusted_root.json", trustedRoot);
        files.put("/" + version + ".targets.json", sign(targets));
        ObjectNode snapshot = signed("snapshot", version, Duration.ofDays(1));
        snapshot.putObject("meta").putObject("targets.json").put("version", version);
        files.put("/" + version + ".snapshot.json", sign(snapshot));
        ObjectNode timestamp = signed("timestamp", version, life);
        timestamp.putObject("meta").putObject("snapshot.json").put("version", version);
        files.put("/timestamp.json", sign(timestamp));
    }

    /// From now on somebody else signs.
    void loseKey() {
        key = newKey();
    }

    private void target(ObjectNode list, String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String digest = Sha256.of(bytes).hex();
        files.put("/targets/" + digest + "." + name, bytes);
        list.putObject(name).put("length", bytes.length).putObject("hashes").put("sha256", digest);
    }

    private static ObjectNode signed(String type, int version, Duration life) {
        return Json.object()
                .put("_type", type)
                .put("spec_version", "1.0.31")
                .put("version", version)
                .put("expires", Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private byte[] sign(ObjectNode signed) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key.getPrivate());
            signature.update(Json.canonical(signed));
            ObjectNode file = Json.object();
            file.set("signed", signed);
            file.putArray("signatures").addObject()
                    .put("keyid", keyId())
                    .put("sig", HexFormat.of().formatHex(signature.sign()));
            return Json.bytes(file);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode publicKey() {
        byte[] encoded = key.getPublic().getEncoded();
        ObjectNode json = Json.object().put("keytype", "ed25519").put("scheme", "ed25519");
        // The last 32 bytes of the encoding are the key itself.
        json.putObject("keyval")
                .put("public", HexFormat.of().formatHex(encoded, encoded.length - 32, encoded.length));
        return json;
    }

    private String keyId() {
        return Sha256.of(Json.canonical(publicKey())).hex();
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
