package dev.hallmark.upload.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/// The index as its clients use it.
public final class Index {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Index() {}

    public static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class) != 0
                ? ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class)
                : ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    /// A name that no other test has.
    public static String newName() {
        return "sample-" + NUMBER.incrementAndGet();
    }

    /// The subject of somebody whom no other test knows.
    public static String newPerson() {
        return "person-" + NUMBER.incrementAndGet();
    }

    public static String newProject() {
        String name = newName();
        manage("POST", "/manage/projects", "{\"name\":\"" + name + "\"}", 201);
        return name;
    }

    public static String newToken(String... projects) {
        return manage(
                        "POST",
                        "/manage/tokens",
                        "{\"description\":\"a test\",\"projects\":[\"" + String.join("\",\"", projects) + "\"]}",
                        201)
                .path("token")
                .asText();
    }

    public static String newPublishedFile(Colleagues colleagues, String token, Distributions.Distribution file) {
        RawHttp.Answer answer = uploadAsync(token, Form.of(file));
        if (answer.status() != 202) {
            throw new AssertionError("expected 202, found " + answer);
        }
        colleagues.publish(colleagues.awaitStaged(file.filename()).file());
        awaitState(answer.header("Location"), "published");
        return answer.header("Location");
    }

    public static void awaitState(String location, String state) {
        Colleagues.eventually(() ->
                java.util.Optional.of(status(location).path("state").asText()).filter(state::equals));
    }

    /// Trusts `octo/{repository}`, workflow `release.yml`.
    public static String newPublisher(String project, String repository) {
        return manage(
                        "POST",
                        "/manage/projects/" + project + "/publishers",
                        "{\"owner\":\"octo\",\"repository\":\"" + repository + "\",\"workflow\":\"release.yml\"}",
                        201)
                .path("id")
                .asText();
    }

    /// An upload token of a job of `octo/{repository}`.
    public static String newUploadToken(String repository) {
        RawHttp.Answer answer = mint(JobTokens.GITHUB.token(claims -> {
            claims.setStringClaim("repository", "octo/" + repository);
            String workflow = "octo/" + repository + "/.github/workflows/release.yml@refs/tags/v1";
            claims.setStringClaim("job_workflow_ref", workflow);
            claims.setStringClaim("workflow_ref", workflow);
        }));
        return json(answer.body()).path("token").asText();
    }

    public static RawHttp.Answer mint(String idToken) {
        return RawHttp.send(
                port(),
                "POST",
                "/_/oidc/mint-token",
                Map.of(),
                ("{\"token\":\"" + idToken + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    public static JsonNode manage(String method, String path, String body, int expected) {
        RawHttp.Answer answer = manage(method, path, body);
        if (answer.status() != expected) {
            throw new AssertionError("expected " + expected + ", found " + answer);
        }
        return json(answer.body());
    }

    public static RawHttp.Answer manage(String method, String path, String body) {
        return as(IndexUnderTest.ADMIN_TOKEN, method, path, body);
    }

    /// A management request with a Bearer token.
    public static RawHttp.Answer as(String token, String method, String path, String body) {
        return RawHttp.send(
                port(),
                method,
                path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static void grant(String project, String subject, String role) {
        RawHttp.Answer answer = manage(
                "POST", "/manage/projects/" + project + "/roles", "{\"subject\":\"" + subject + "\",\"role\":\"" + role + "\"}");
        if (answer.status() != 204) {
            throw new AssertionError("expected 204, found " + answer);
        }
    }

    public static RawHttp.Answer upload(String token, Form form) {
        return upload(token, form, Map.of());
    }

    public static RawHttp.Answer uploadAsync(String token, Form form) {
        return upload(token, form, Map.of("Prefer", "respond-async"));
    }

    public static RawHttp.Answer upload(String token, Form form, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(uploadHeaders(token));
        all.putAll(headers);
        return RawHttp.send(port(), "POST", "/legacy/", all, form.bytes());
    }

    public static Map<String, String> uploadHeaders(String token) {
        return Map.of(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(("__token__:" + token).getBytes(StandardCharsets.UTF_8)),
                "Content-Type",
                "multipart/form-data; boundary=" + Form.BOUNDARY,
                "Accept",
                "application/json;q=0.9, text/plain;q=0.8");
    }

    public static JsonNode status(String location) {
        return json(RawHttp.get(port(), location.substring(IndexUnderTest.PUBLIC_URL.length()), Map.of()).body());
    }

    public static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
