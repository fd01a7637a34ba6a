package dev.hallmark.standalone.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.standalone.gateway.Backend;
import dev.hallmark.standalone.gateway.Gateway;
import dev.hallmark.standalone.gateway.Limits;
import dev.hallmark.standalone.process.Ports;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void letClientsReachTheGatewayWithTheAuthorityOnly(String host) throws Exception {
        Certificates certificates = at(Clock.systemUTC());
        certificates.renew();
        Ports ports = new Ports(RANDOM);
        int port = ports.next();
        Gateway gateway = new Gateway(Map.of(Backend.UPLOAD_SERVICE, ports.next(), Backend.PROVENANCE_STORE, ports.next()),
                Limits.STANDARD);
        gateway.listenTls(List.of("127.0.0.1"), port, certificates.server(), certificates.serverKey());
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(certificates.authority())).build()) {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://" + host + ":" + port + "/simple/")).build(),
                    HttpResponse.BodyHandlers.discarding());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        } finally {
            gateway.stop();
        }
    }

    @Test
    void areMadeOnce() throws Exception {
        at(Clock.systemUTC()).renew();

        assertThat(at(Clock.systemUTC()).renew()).isFalse();
    }

    @Test
    void areRenewedBeforeTheyEndUnderTheSameAuthority() throws Exception {
        Certificates certificates = at(Clock.systemUTC());
        certificates.renew();
        String authority = Files.readString(certificates.authority());
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(340));

        assertThat(at(later).renew()).isTrue();
        assertThat(Files.readString(certificates.authority())).isEqualTo(authority);
        certificate(certificates.server()).checkValidity(java.util.Date.from(later.instant().plus(Duration.ofDays(390))));
    }

    @Test
    void areRenewedForANewHostName() throws Exception {
        at(Clock.systemUTC()).renew();
        Certificates renamed = new Certificates(folder, List.of("other.example"), Clock.systemUTC(), RANDOM);

        assertThat(renamed.renew()).isTrue();
        assertThat(certificate(renamed.server()).getSubjectAlternativeNames()).contains(
                List.of(2, "localhost"), List.of(2, "other.example"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
    }

    @Test
    void keepTheKeysForTheirOwner() throws Exception {
        Certificates certificates = at(Clock.systemUTC());
        certificates.renew();

        assertThat(List.of(certificates.serverKey(), folder.resolve("ca.key"))).allSatisfy(key ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------"));
    }

    private Certificates at(Clock clock) {
        return new Certificates(folder, List.of("build.example"), clock, RANDOM);
    }

    private static X509Certificate certificate(Path file) throws Exception {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    private static SSLContext trusting(Path authority) throws Exception {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        anchors.setCertificateEntry("authority", certificate(authority));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
