package dev.hallmark.upload.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// A secret scanner that signs its reports as GitHub's does.
public final class Scanner {

    private static final String KEY_ID = "key-of-a-scanner";
    private static final KeyPair KEYS = newKeys();

    private Scanner() {}

    static String publicKeys() {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(KEYS.getPublic().getEncoded());
        String pem = ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n").replace("\n", "\\n");
        return "{\"public_keys\":[{\"key_identifier\":\"" + KEY_ID + "\",\"key\":\"" + pem + "\",\"is_current\":true}]}";
    }

    public static RawHttp.Answer report(String body) {
        return report(body, headers(body, KEYS));
    }

    public static RawHttp.Answer report(String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return RawHttp.send(
                Index.port(), "POST", "/manage/leaked-tokens/github", all, body.getBytes(StandardCharsets.UTF_8));
    }

    /// What a report with this body is sent with.
    public static Map<String, String> headers(String body) {
        return headers(body, KEYS);
    }

    /// The same, signed with somebody else's key.
    public static Map<String, String> forgedHeaders(String body) {
        return headers(body, newKeys());
    }

    private static Map<String, String> headers(String body, KeyPair keys) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(body.getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "Github-Public-Key-Identifier", KEY_ID,
                    "Github-Public-Key-Signature", Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
