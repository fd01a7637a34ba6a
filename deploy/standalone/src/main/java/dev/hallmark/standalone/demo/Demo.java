package dev.hallmark.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Sha256;
import dev.hallmark.development.oidc.JobEnvironment;
import dev.hallmark.development.oidc.TokenRequest;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.development.sigstore.Attestor;
import dev.hallmark.development.sigstore.Statement;
import dev.hallmark.standalone.console.Refusal;
import dev.hallmark.standalone.demo.IndexClient.Answer;
import dev.hallmark.standalone.folder.ConnectionEnv;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Publishes a small release as a CI job would, and installs it. Every step is printed; the first that fails ends it.
public final class Demo {
    static final String OWNER = "example-org";
    static final String REPOSITORY = OWNER + "/hallmark-demo";
    private static final String WORKFLOW = "release.yml";
    private static final String SIMPLE_JSON = "application/vnd.pypi.simple.v1+json";
    private static final String INTEGRITY_JSON = "application/vnd.pypi.integrity.v1+json";
    private static final int UPLOAD_ATTEMPTS = 5;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(3);

    private final IndexClient index;
    private final URI authorities;
    private final String adminToken;
    private final Path certificateAuthority;
    private final ConnectionEnv connection;
    private final PrintStream out;
    private int step;

    private Demo(IndexClient index, ConnectionEnv connection, PrintStream out) {
        this.index = index;
        this.authorities = URI.create(connection.require("HALLMARK_DEVELOPMENT_URL"));
        this.adminToken = connection.require("HALLMARK_ADMIN_TOKEN");
        this.certificateAuthority = Path.of(connection.require("HALLMARK_CA_FILE"));
        this.connection = connection;
        this.out = out;
    }

    /// Runs the demonstration against the index of a data folder.
    public static void run(Path dataFolder, PrintStream out) throws IOException, InterruptedException {
        ConnectionEnv connection = ConnectionEnv.read(dataFolder);
        Path authority = Path.of(connection.require("HALLMARK_CA_FILE"));
        try (IndexClient index = IndexClient.of(URI.create(connection.require("HALLMARK_TLS_URL")), authority)) {
            new Demo(index, connection, out).publishAndInstall();
        }
    }

    private void publishAndInstall() throws IOException, InterruptedException {
        out.println("What an administrator does once:");
        createProject();
        registerPublisher();
        out.println();
        out.println("What a job of " + WORKFLOW + " in github.com/" + REPOSITORY + " (a fiction) does for every release:");
        ExampleWheel wheel = buildWheel();
        JobEnvironment job = startJob(wheel);
        String uploadToken = mint(job);
        String attestations = attest(job, wheel);
        upload(wheel, attestations, uploadToken);
        out.println();
        out.println("What everybody can see now:");
        URI file = readSimple(wheel);
        readProvenance(wheel);
        install(wheel, file);
        out.println();
        out.println("Look at:  " + index.url("/simple/" + ExampleWheel.PROJECT + "/"));
        out.println("          " + index.url(provenancePath(wheel)));
        out.println("Or check it yourself:");
        out.println("          " + verifyCommand(wheel, file));
    }

    /// Over http, because Java's client does not know the index's own certificate authority; what is fetched needs no
    /// protection, as it is verified.
    private String verifyCommand(ExampleWheel wheel, URI file) {
        String plain = connection.require("HALLMARK_URL");
        Path trustRoot = Path.of(connection.require("HALLMARK_DATA"), "settings", "local.trusted_root.json");
        return "curl -sSO " + plain + file.getRawPath() + " && ./hallmark verify " + wheel.filename() + " --provenance "
                + plain + provenancePath(wheel) + " --publisher github:" + REPOSITORY + "/" + WORKFLOW + " --issuer "
                + authorities + " --trusted-root " + trustRoot;
    }

    private void createProject() throws IOException, InterruptedException {
        Answer answer = index.post("/manage/projects", Map.of("name", ExampleWheel.PROJECT), Optional.of(adminToken))
                .expect(201, 409);
        tell("project " + ExampleWheel.PROJECT + (answer.status() == 201 ? " was created" : " exists already"),
                "POST /manage/projects");
    }

    private void registerPublisher() throws IOException, InterruptedException {
        Map<String, String> publisher = Map.of("issuer", "local", "owner", OWNER, "repository", "hallmark-demo",
                "workflow", WORKFLOW);
        String path = "/manage/projects/" + ExampleWheel.PROJECT + "/publishers";
        Answer answer = index.post(path, publisher, Optional.of(adminToken)).expect(201, 409);
        tell("Trusted Publisher " + REPOSITORY + ", " + WORKFLOW
                + (answer.status() == 201 ? " was registered" : " is registered already"), "POST " + path);
    }

    private ExampleWheel buildWheel() throws IOException, InterruptedException {
        Answer answer = index.read("/simple/" + ExampleWheel.PROJECT + "/", SIMPLE_JSON).expect(200, 404);
        List<String> published = new ArrayList<>();
        if (answer.status() == 200) {
            answer.json().path("versions").forEach(version -> published.add(version.asText()));
        }
        ExampleWheel wheel = ExampleWheel.of(NextVersion.after(published));
        tell("built " + wheel.filename() + ", sha256 " + wheel.sha256().hex(), "");
        return wheel;
    }

    /// GitHub tells a job in its environment where it gets its ID tokens; the local issuer tells whoever asks.
    private JobEnvironment startJob(ExampleWheel wheel) throws IOException, InterruptedException {
        try (IndexClient issuer = IndexClient.of(authorities, certificateAuthority)) {
            Answer answer = issuer.post("/jobs", Map.of("repository", REPOSITORY, "workflow", WORKFLOW,
                    "ref", "refs/tags/v" + wheel.version()), Optional.empty()).expect(201);
            tell("started a job at the local OIDC issuer", "POST " + issuer.url("/jobs"));
            return JobEnvironment.of(new TokenRequest(URI.create(answer.text("/token_request_url")),
                    answer.text("/token_request_token")));
        }
    }

    private String mint(JobEnvironment job) throws IOException, InterruptedException {
        String audience = index.read("/_/oidc/audience", "application/json").expect(200).text("/audience");
        String idToken = job.idToken(audience);
        Answer answer = index.post("/_/oidc/mint-token", Map.of("token", idToken), Optional.empty()).expect(200);
        tell("exchanged the job's ID token (audience " + audience + ") for an upload token", "POST /_/oidc/mint-token");
        return answer.text("/token");
    }

    private String attest(JobEnvironment job, ExampleWheel wheel) throws IOException, InterruptedException {
        Attestation attestation = Attestor.at(authorities)
                .attest(job, Statement.publish(wheel.filename(), wheel.sha256()));
        tell("signed a publish attestation with a certificate for the job, logged at the local Sigstore",
                authorities.toString());
        return Attestation.arrayOf(List.of(attestation));
    }

    private void upload(ExampleWheel wheel, String attestations, String token) throws IOException, InterruptedException {
        UploadForm form = UploadForm.of(wheel, attestations, "hallmark-" + UUID.randomUUID());
        String authorization = "Basic " + Base64.getEncoder()
                .encodeToString(("__token__:" + token).getBytes(StandardCharsets.UTF_8));
        Answer answer = index.upload(form, authorization);
        for (int attempt = 1; answer.status() == 503 && attempt < UPLOAD_ATTEMPTS; attempt++) {
            out.println("     the verdict is not there yet; sending the same upload again");
            Thread.sleep(BETWEEN_ATTEMPTS);
            answer = index.upload(form, authorization);
        }
        answer.expect(200);
        tell("uploaded the file with its attestation; verdict: verified", "POST " + index.url("/legacy/"));
    }

    private URI readSimple(ExampleWheel wheel) throws IOException, InterruptedException {
        String path = "/simple/" + ExampleWheel.PROJECT + "/";
        Answer answer = index.read(path, SIMPLE_JSON).expect(200);
        JsonNode file = Stream.iterate(0, i -> i + 1).limit(answer.json().path("files").size())
                .map(i -> answer.json().path("files").path(i))
                .filter(entry -> entry.path("filename").asText().equals(wheel.filename()))
                .findFirst()
                .orElseThrow(() -> new Refusal("expected " + wheel.filename() + " on " + path + ", found it not"));
        requireSame("sha256 on " + path, wheel.sha256().hex(), file.at("/hashes/sha256").asText());
        if (file.path("provenance").asText("").isEmpty()) {
            throw new Refusal("expected a provenance URL for " + wheel.filename() + " on " + path + ", found none");
        }
        tell("the Simple API lists it with its digest and its provenance", "GET " + index.url(path));
        return index.url(path).resolve(file.path("url").asText());
    }

    private void readProvenance(ExampleWheel wheel) throws IOException, InterruptedException {
        Answer answer = index.read(provenancePath(wheel), INTEGRITY_JSON).expect(200);
        JsonNode publisher = answer.json().at("/attestation_bundles/0/publisher");
        requireSame("publisher kind", "GitHub", publisher.path("kind").asText());
        requireSame("publisher repository", REPOSITORY, publisher.path("repository").asText());
        requireSame("publisher workflow", WORKFLOW, publisher.path("workflow").asText());
        tell("the Integrity API says who published it: " + publisher.path("repository").asText() + ", "
                + publisher.path("workflow").asText(), "GET " + index.url(provenancePath(wheel)));
    }

    private void install(ExampleWheel wheel, URI file) throws IOException, InterruptedException {
        Optional<Pip> pip = Pip.find();
        if (pip.isEmpty()) {
            requireSame("sha256 of " + file, wheel.sha256().hex(), Sha256.of(index.download(file)).hex());
            tell("found no python3 with pip, so nothing was installed; downloaded the file and compared its sha256",
                    "GET " + file);
            return;
        }
        Path target = Files.createTempDirectory("hallmark-demo");
        try {
            pip.get().install(ExampleWheel.PROJECT + "==" + wheel.version(), index.url("/simple/"), certificateAuthority,
                    target);
            String said = pip.get().evaluate(
                    "import " + ExampleWheel.MODULE + "; print(" + ExampleWheel.MODULE + ".greeting())", target);
            requireSame("greeting of the installed release", ExampleWheel.greeting(wheel.version()), said);
            tell("installed it with " + pip.get().version().replaceAll(" from .*", "") + "; it says: " + said,
                    "pip install --index-url " + index.url("/simple/"));
        } finally {
            delete(target);
        }
    }

    private static String provenancePath(ExampleWheel wheel) {
        return "/integrity/" + ExampleWheel.PROJECT + "/" + wheel.version() + "/" + wheel.filename() + "/provenance";
    }

    private static void requireSame(String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new Refusal(what + ": expected " + expected + ", found " + (actual.isEmpty() ? "nothing" : actual));
        }
    }

    private void tell(String what, String where) {
        step++;
        out.printf("  %2d. %s%n", step, what);
        if (!where.isEmpty()) {
            out.printf("      %s%n", where);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
