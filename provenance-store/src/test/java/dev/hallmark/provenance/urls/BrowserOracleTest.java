package dev.hallmark.provenance.urls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.contract.Publisher;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever we call verified, a browser finds at the publisher's site. Browsers read URLs by the WHATWG's rules, not by
/// RFC 3986 as we do; so a real one is asked.
class BrowserOracleTest {

    private static final PublisherSite SITE = PublisherSite.of(new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER, Publisher.GitHub.PUBLIC_SERVER, "o", null, "r", "release.yml", null));

    private static final List<String> PARTS = List.of(
            "https://github.com/o/r", "https:", "http:", "HTTPS://", "//", "/", "\\", "github.com", "GitHub.com", "o.github.io",
            "evil.example", "/o/r", "/O/R", "/r", "o", "r", ".git", "..", ".", "%2e", "%2E", "%2f", "%5c", "%00", "%", "@", ":",
            ":443", "?", "#", ";", "&", "=", " ", "\t", "\n", "\r", "\u00a0", "\u3002", "\uff0f", "\uff47", "\u0131", "xn--",
            "|", "^", "[", "]", "`", "{", "}", "<", ">", "\"", "'", "~", "+", "-", "_", "a", "1", "0x7f", "\u0000", "\u200b");

    @TempDir
    Path directory;

    @Test
    void coversNothingThatABrowserFindsElsewhere() throws Exception {
        List<String> urls = urls();
        JsonNode read = readByBrowser(urls);
        List<String> wrong = new ArrayList<>();
        int covered = 0;
        for (int i = 0; i < urls.size(); i++) {
            if (SITE.covers(urls.get(i))) {
                covered++;
                if (!isAtSite(read.get(i))) {
                    wrong.add(urls.get(i) + " is read as " + read.get(i));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(covered).as("URLs that put the rule to the test").isGreaterThan(200);
    }

    private static boolean isAtSite(JsonNode url) {
        String path = url.path("pathname").asText().toLowerCase(Locale.ROOT);
        boolean repository = url.path("host").asText().equals("github.com")
                && (path.matches("/o/r(\\.git)?/?") || path.startsWith("/o/r/"));
        boolean pages = url.path("host").asText().equals("o.github.io") && (path.equals("/r") || path.startsWith("/r/"));
        return url.path("protocol").asText().equals("https:")
                && url.path("username").asText().isEmpty()
                && (repository || pages);
    }

    /// Ordinary ones, and many that are put together or broken at random.
    private static List<String> urls() {
        Random random = new Random(20035);
        Set<String> urls = new LinkedHashSet<>();
        Stream.of("https://github.com/o/r", "https://o.github.io/r", "https://github.com/o/r/x/../y").forEach(urls::add);
        while (urls.size() < 20_000) {
            StringBuilder url = new StringBuilder(random.nextInt(4) == 0 ? "" : "https://github.com/o/r");
            for (int i = random.nextInt(3); i >= 0; i--) {
                String part = PARTS.get(random.nextInt(PARTS.size()));
                url.insert(random.nextInt(3) == 0 ? random.nextInt(url.length() + 1) : url.length(), part);
            }
            urls.add(url.toString());
        }
        return List.copyOf(urls);
    }

    private JsonNode readByBrowser(List<String> urls) throws IOException, InterruptedException {
        // In Base64, so that nothing of it means anything to HTML, JavaScript or a shell.
        String input = Base64.getEncoder()
                .encodeToString(new ObjectMapper().writeValueAsString(urls).getBytes(StandardCharsets.UTF_8));
        String reading = """
                const urls = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob("%s"), c => c.charCodeAt(0))));
                const read = urls.map(text => {
                  try {
                    const {protocol, username, host, pathname} = new URL(text);
                    return {protocol, username, host, pathname};
                  } catch {
                    return {};
                  }
                });
                const bytes = Array.from(new TextEncoder().encode(JSON.stringify(read)));
                const output = btoa(bytes.map(b => String.fromCharCode(b)).join(""));
                """.formatted(input);
        Optional<String> browser = Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .filter(BrowserOracleTest::isOnThePath)
                .findFirst();
        String output = "";
        if (browser.isPresent()) {
            Path page = directory.resolve("oracle.html");
            Files.writeString(page, "<pre id=out></pre><script>" + reading + "out.textContent = `[[${output}]]`;</script>");
            String shown = run(
                    browser.get(), "--headless", "--no-sandbox", "--disable-gpu",
                    "--user-data-dir=" + directory.resolve("profile"), "--dump-dom", page.toUri().toString());
            output = shown.contains("<pre id=\"out\">[[")
                    ? shown.substring(shown.indexOf("[[") + 2, shown.indexOf("]]"))
                    : "";
        } else if (isOnThePath("node")) {
            Path script = directory.resolve("oracle.js");
            Files.writeString(script, reading + "process.stdout.write(output);");
            output = run("node", script.toString());
        }
        if (output.isEmpty()) {
            System.out.println(
                    "hallmark: skipped the comparison with a browser's URL parser: neither Chromium nor Node.js could be run");
            abort("no browser");
        }
        return new ObjectMapper().readTree(Base64.getDecoder().decode(output));
    }

    private static boolean isOnThePath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path out = directory.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(out);
    }
}
