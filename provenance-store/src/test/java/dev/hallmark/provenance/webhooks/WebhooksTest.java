package dev.hallmark.provenance.webhooks;

import static dev.hallmark.provenance.testing.Facts.reached;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hallmark.provenance.testing.Facts;
import dev.hallmark.provenance.testing.IndexResource;
import dev.hallmark.provenance.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IndexResource.class)
class WebhooksTest {

    /// What a receiver got.
    record Delivery(String path, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.get(name).getFirst();
        }
    }

    @Inject
    Topics topics;

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            deliveries.add(new Delivery(
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Integer answer = answers.poll();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        administrator().get("/webhooks").jsonPath().getList("webhooks.id", String.class)
                .forEach(id -> administrator().delete("/webhooks/" + id));
        receiver.stop(0);
    }

    @Test
    void tellAReceiverInASignedCloudEvent() throws Exception {
        String secret = add("hook-a", "[\"hallmark.file.published\"]").getString("secret");
        topics.deliver(reached(Facts.file("hook_a-1.0.tar.gz"), Facts.verified()));
        Delivery delivery = await(1).getFirst();
        JsonPath event = JsonPath.from(delivery.body());
        assertThat(event.getString("type")).isEqualTo("hallmark.file.published");
        assertThat(event.getString("data.filename")).isEqualTo("hook_a-1.0.tar.gz");
        assertThat(delivery.header("Webhook-id")).isEqualTo(event.getString("id"));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed = event.getString("id") + "." + delivery.header("Webhook-timestamp") + "." + delivery.body();
        assertThat(delivery.header("Webhook-signature"))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void tellNothingThatWasNotAskedFor() {
        add("hook-b", "[\"hallmark.provenance.changed\"]");
        topics.deliver(reached(Facts.file("hook_other-1.0.tar.gz"), Facts.verified()));
        topics.deliver(reached(Facts.file("hook_b-1.0.tar.gz"), Facts.verified()));
        topics.deliver(reached(Facts.later(Facts.file("hook_b-2.0.tar.gz")), Facts.unattested()));
        assertThat(await(1)).extracting(delivery -> JsonPath.from(delivery.body()).getString("data.kind"))
                .containsExactly("lost");
    }

    @Test
    void tryAgainUnderTheSameId() {
        answers.add(500);
        add("hook-c", "[\"hallmark.file.published\"]");
        topics.deliver(reached(Facts.file("hook_c-1.0.tar.gz"), Facts.verified()));
        assertThat(await(2)).extracting(delivery -> delivery.header("Webhook-id")).hasSize(2).containsOnly(
                deliveries.getFirst().header("Webhook-id"));
    }

    @Test
    void followNoRedirect() {
        answers.add(302);
        add("hook-d", "[\"hallmark.file.published\"]");
        topics.deliver(reached(Facts.file("hook_d-1.0.tar.gz"), Facts.verified()));
        assertThat(await(2)).extracting(Delivery::path).containsOnly("/hook?x=1");
    }

    @Test
    void giveUpOnAReceiverThatIsGone() {
        answers.add(410);
        String id = add("hook-e", "[\"hallmark.file.published\"]").getString("id");
        topics.deliver(reached(Facts.file("hook_e-1.0.tar.gz"), Facts.verified()));
        await(1);
        awaitGivenUp(id);
        assertThat(deliveries).hasSize(1);
    }

    @Test
    void showASecretOnce() {
        add("hook-f", "null");
        assertThat(administrator().get("/webhooks").body().asString()).contains("hook-f").doesNotContain("whsec_");
    }

    @Test
    void areTheAdministratorsAlone() {
        assertThat(given().get("/webhooks").statusCode()).isEqualTo(401);
        assertThat(given().contentType("application/json").body("{}").post("/webhooks").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{\"url\": \"ftp://receiver.example/\"}", "{\"url\": \"https://user:secret@receiver.example/\"}",
        "{\"url\": \"https://receiver.example/#x\"}", "{\"url\": \"/hook\"}", "{\"url\": \"https://receiver.example/\", \"typ\": []}",
        "{\"url\": \"https://receiver.example/\", \"types\": [\"hallmark.upload.staged\"]}"
    })
    void refuseWhatCannotBeMeant(String body) {
        assertThat(administrator().body(body).post("/webhooks").statusCode()).isEqualTo(400);
    }

    private JsonPath add(String project, String types) {
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?x=1";
        return administrator()
                .body("{\"url\": \"" + url + "\", \"types\": " + types + ", \"project\": \"" + project + "\"}")
                .post("/webhooks").then().statusCode(201).extract().jsonPath();
    }

    private List<Delivery> await(int count) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); System.nanoTime() < end; Thread.onSpinWait()) {
            if (deliveries.size() >= count) {
                return deliveries;
            }
        }
        throw new AssertionError("expected " + count + " deliveries, found " + deliveries);
    }

    private static void awaitGivenUp(String id) {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); System.nanoTime() < end; Thread.onSpinWait()) {
            Integer givenUp = administrator().get("/webhooks").path("webhooks.find { it.id == '" + id + "' }.givenUp");
            if (givenUp == 1) {
                return;
            }
        }
        throw new AssertionError("the delivery was not given up");
    }

    private static RequestSpecification administrator() {
        return given().contentType("application/json").auth().oauth2(IndexResource.ADMIN_TOKEN);
    }
}
