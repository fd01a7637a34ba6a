package dev.hallmark.standalone.services;

import dev.hallmark.standalone.console.Refusal;
import dev.hallmark.standalone.folder.DataFolder;
import dev.hallmark.standalone.folder.PrivateFile;
import dev.hallmark.standalone.process.Child;
import dev.hallmark.standalone.process.ChildEnvironment;
import dev.hallmark.standalone.process.Component;
import dev.hallmark.standalone.process.JavaCommand;
import dev.hallmark.standalone.process.Ports;
import dev.hallmark.standalone.process.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The local OIDC issuer and the local Sigstore: for demonstrations and tests, left out by `--without-local-authorities`.
///
/// Its URL is the name of the issuer, and stands in what was published; so the port is chosen once for a data folder.
///
/// @param url       its origin
/// @param trustRoot the file that tells the verifier to believe it
public record DevelopmentAuthorities(URI url, Path trustRoot) {
    /// The component's name.
    public static final String NAME = "development";
    private static final String MAIN_CLASS = "dev.hallmark.development.Main";
    private static final Duration FETCH_LIMIT = Duration.ofSeconds(10);

    /// The authorities of a data folder.
    public static DevelopmentAuthorities of(DataFolder folder, Ports ports) throws IOException {
        Path portFile = folder.resolve("settings/development.port");
        if (!Files.exists(portFile)) {
            PrivateFile.write(portFile, ports.next() + "\n");
        }
        int port = parse(portFile);
        if (!Ports.isFree(port)) {
            throw new Refusal("port " + port + ", which the local authorities of this data folder always use (" + portFile
                    + "), is taken by another program");
        }
        return new DevelopmentAuthorities(URI.create("http://127.0.0.1:" + port),
                folder.resolve("settings/local.trusted_root.json"));
    }

    private static int parse(Path portFile) throws IOException {
        String text = Files.readString(portFile).strip();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw new Refusal(portFile + " holds '" + text + "', expected a port number");
        }
    }

    /// The issuer with which people sign in.
    public URI peopleIssuer() {
        return url.resolve("/people");
    }

    /// The authorities as a component.
    public Component component(Installation installation, DataFolder folder, JavaCommand java) {
        List<String> command = java.of(NAME, 64, List.of(), List.of("-cp", installation.launcherLibraries() + "/*",
                MAIN_CLASS, "--data", folder.resolve("development").toString(), "--port", Integer.toString(url.getPort())));
        return new Component(NAME, Component.Preparation.NONE,
                new Child(command, ChildEnvironment.inherited(), folder.path(), StopSignal.TERM, Duration.ofSeconds(5)),
                new HttpProbe(url.resolve("/trusted_root.json")), Optional.empty());
    }

    /// Fetches the trust root from the running authorities.
    public void keepTrustRoot() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(FETCH_LIMIT).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(url.resolve("/trusted_root.json")).timeout(FETCH_LIMIT).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Refusal("the local authorities answered " + answer.statusCode() + " for their trust root");
            }
            PrivateFile.write(trustRoot, answer.body());
        }
    }
}
