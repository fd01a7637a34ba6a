package dev.hallmark.verifier.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.development.sigstore.LocalSigstore;
import dev.hallmark.development.sigstore.TrustedRoot.Window;
import dev.hallmark.verifier.verification.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustRootTest {

    private static final String PINNED = "6494e21ea73fa7ee769f85f57d5a3e6a08725eae1e38c755fc3517c9e6bc0b66";

    @Test
    void pinsThePublicGoodRoot() throws Exception {
        TrustRoot root = TrustRoot.publicGood("public-good", World.CRYPTOGRAPHY);

        assertThat(root.identity().sha256().hex()).isEqualTo(PINNED);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(resource("public-good.trusted_root.json"))))
                .isEqualTo(PINNED);
        assertThat(new String(resource("public-good.trusted_root.md"), StandardCharsets.UTF_8)).contains(PINNED);
    }

    @Test
    void usesEveryKeyOfThePublicGoodRoot() {
        assertThat(TrustRoot.publicGood("public-good", World.CRYPTOGRAPHY).unused()).isEmpty();
    }

    @Test
    void saysWhichKeysItCannotUse() {
        String file = World.SIGSTORE.trustedRoot().json().replace("PKIX_ED25519", "PKCS1_RSA_PKCS1V5");

        assertThat(World.root("local", file).unused()).singleElement().asString().contains("PKCS1_RSA_PKCS1V5");
    }

    @Test
    void saysWhichTimestampAuthorityItCannotUse() {
        ObjectNode file = World.SIGSTORE.trustedRoot().tree();
        ((ArrayNode) file.at("/timestampAuthorities/0/certChain/certificates")).remove(1);

        assertThat(World.root("local", file.toString()).unused()).singleElement().asString().contains("timestamp authority");
    }

    @Test
    void takesNoAuthorityForCodeSigningAsOneForTimestamps() {
        ObjectNode file = World.SIGSTORE.trustedRoot().tree();
        ((ObjectNode) file.at("/timestampAuthorities/0")).set("certChain", file.at("/certificateAuthorities/0/certChain"));

        assertThat(World.root("local", file.toString()).unused())
                .singleElement().asString().contains("a certificate for timestamps and nothing else");
    }

    @Test
    void takesNoTimestampAuthorityWhoseChainDoesNotHold() {
        ObjectNode file = World.SIGSTORE.trustedRoot().tree();
        String foreign = LocalSigstore.inMemory(Clock.systemUTC())
                .trustedRoot().tree().at("/timestampAuthorities/0/certChain/certificates/1/rawBytes").asText();
        ((ObjectNode) file.at("/timestampAuthorities/0/certChain/certificates/1")).put("rawBytes", foreign);

        assertThat(World.root("local", file.toString()).unused())
                .singleElement().asString().contains("a chain in which each certificate is signed by the next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "not JSON", "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}"})
    void refusesAFileThatVouchesForNothing(String file) {
        assertThatThrownBy(() -> World.root("broken", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trust root broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tlogs", "ctlogs", "certificateAuthorities"})
    void refusesAFileThatLacksOnePart(String part) {
        String file = World.SIGSTORE.trustedRoot().json().replace("\"" + part + "\"", "\"unknown\"");

        assertThatThrownBy(() -> World.root("broken", file)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotUseAnAuthorityWhoseChainDoesNotHold() {
        String right = World.SIGSTORE.trustedRoot().json();
        String other = LocalSigstore.inMemory(Clock.systemUTC()).trustedRoot().json();
        String mixed = right.replace(certificate(right, 1), certificate(other, 1));

        assertThatThrownBy(() -> World.root("mixed", mixed)).hasMessageContaining("a chain in which each certificate is signed");
    }

    @Test
    void doesNotUseALogWithoutAStartOfValidity() {
        String file = World.SIGSTORE.trustedRoot()
                .withLogWindow(Window.from(java.time.Instant.EPOCH))
                .withSecondLogWindow(Window.from(java.time.Instant.EPOCH))
                .json();

        assertThatThrownBy(() -> World.root("eternal", file)).hasMessageContaining("a start of validity");
    }

    private static String certificate(String root, int index) {
        return root.split("\"rawBytes\":\"")[2 + index].split("\"")[0];
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = TrustRoot.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }
}
