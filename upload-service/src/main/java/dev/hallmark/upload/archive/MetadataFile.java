package dev.hallmark.upload.archive;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.CoreMetadata;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A METADATA or PKG-INFO file, read ("Core metadata specifications", an e-mail header in UTF-8).
///
/// The description, which is the body or a folded header, is left where it is: in the file.
public record MetadataFile(ProjectName name, Version version, CoreMetadata metadata) {

    private static final Set<String> REPEATABLE = Set.of(
            "classifier",
            "dynamic",
            "import-name",
            "import-namespace",
            "license-file",
            "obsoletes",
            "obsoletes-dist",
            "platform",
            "project-url",
            "provides",
            "provides-dist",
            "provides-extra",
            "requires",
            "requires-dist",
            "requires-external",
            "supported-platform");

    static Parsed<MetadataFile> parse(byte[] content) {
        return switch (headersOf(content)) {
            case Parsed.Invalid<Map<String, List<String>>>(String why) -> Parsed.invalid(why);
            case Parsed.Valid<Map<String, List<String>>>(Map<String, List<String>> headers) -> of(headers);
        };
    }

    private static Parsed<MetadataFile> of(Map<String, List<String>> headers) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getValue().size() > 1 && !REPEATABLE.contains(header.getKey())) {
                return Parsed.invalid("expected the header " + header.getKey() + " once, found it " + header.getValue().size()
                        + " times");
            }
        }
        String metadataVersion = single(headers, "metadata-version");
        String name = single(headers, "name");
        String version = single(headers, "version");
        if (metadataVersion == null || name == null || version == null) {
            return Parsed.invalid("expected the headers Metadata-Version, Name and Version");
        }
        return ProjectName.parse(name) instanceof Parsed.Valid<ProjectName>(ProjectName project)
                        && Version.parse(version) instanceof Parsed.Valid<Version>(Version release)
                ? Parsed.valid(new MetadataFile(project, release, coreMetadata(metadataVersion, headers)))
                : Parsed.invalid("expected a valid Name and Version");
    }

    private static CoreMetadata coreMetadata(String metadataVersion, Map<String, List<String>> headers) {
        return new CoreMetadata(
                metadataVersion,
                single(headers, "summary"),
                single(headers, "requires-python"),
                single(headers, "license"),
                single(headers, "license-expression"),
                single(headers, "author"),
                single(headers, "author-email"),
                single(headers, "maintainer"),
                single(headers, "maintainer-email"),
                single(headers, "keywords"),
                single(headers, "home-page"),
                single(headers, "download-url"),
                headers.getOrDefault("project-url", List.of()).stream()
                        .map(MetadataFile::projectUrl)
                        .toList(),
                headers.getOrDefault("classifier", List.of()),
                headers.getOrDefault("requires-dist", List.of()),
                headers.getOrDefault("provides-extra", List.of()));
    }

    private static CoreMetadata.ProjectUrl projectUrl(String header) {
        int comma = header.indexOf(',');
        return comma < 0
                ? new CoreMetadata.ProjectUrl("", header)
                : new CoreMetadata.ProjectUrl(header.substring(0, comma).strip(), header.substring(comma + 1).strip());
    }

    private static @Nullable String single(Map<String, List<String>> headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.getFirst();
    }

    /// By lower-case name. Empty values and the old `UNKNOWN` count as absent.
    private static Parsed<Map<String, List<String>>> headersOf(byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            return Parsed.invalid("expected UTF-8");
        }
        List<StringBuilder> unfolded = new ArrayList<>();
        for (String line : header(text).split("\r?\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
                return Parsed.invalid("expected no control characters in headers");
            }
            if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
                unfolded.add(new StringBuilder(line));
            } else if (!unfolded.isEmpty()) {
                unfolded.getLast().append('\n').append(line.strip());
            } else {
                return Parsed.invalid("expected a header in the first line");
            }
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : unfolded.stream().map(StringBuilder::toString).toList()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                return Parsed.invalid("expected headers of the form Name: value");
            }
            String value = line.substring(colon + 1).strip();
            if (!value.isEmpty() && !value.equals("UNKNOWN")) {
                headers.computeIfAbsent(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(value);
            }
        }
        headers.remove("description");
        return Parsed.valid(headers);
    }

    /// Up to the first empty line.
    private static String header(String text) {
        int unix = text.indexOf("\n\n");
        int dos = text.indexOf("\n\r\n");
        int end = unix < 0 ? dos : dos < 0 ? unix : Math.min(unix, dos);
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
