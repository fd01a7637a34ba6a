package dev.hallmark.upload.legacy;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import dev.hallmark.upload.Checked;
import dev.hallmark.upload.UploadRefusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An upload form whose fields are in order. Of the metadata it repeats only name and version count; the rest is read
/// from the archive, because clients fill it in differently.
///
/// @param digests by name of the field; hexadecimal in lower case, at least one
record UploadForm(
        ProjectName project,
        Version version,
        FileType fileType,
        Map<String, String> digests,
        ReceivedForm.Content content,
        @Nullable String attestations) {

    enum FileType {
        SDIST("sdist", ".tar.gz"),
        BDIST_WHEEL("bdist_wheel", ".whl");

        private final String field;
        private final String extension;

        FileType(String field, String extension) {
            this.field = field;
            this.extension = extension;
        }

        String field() {
            return field;
        }

        String extension() {
            return extension;
        }
    }

    static final String MD5 = "md5_digest";
    static final String SHA256 = "sha256_digest";
    static final String BLAKE2 = "blake2_256_digest";

    private static final Set<String> ACTIONS_GONE = Set.of("submit", "submit_pkg_info", "doc_upload");

    private static final Set<String> SINGLE = Set.of(
            ":action",
            "protocol_version",
            "attestations",
            "content",
            "filetype",
            "pyversion",
            "comment",
            MD5,
            SHA256,
            BLAKE2,
            "metadata_version",
            "name",
            "version",
            "summary",
            "description",
            "description_content_type",
            "keywords",
            "home_page",
            "download_url",
            "author",
            "author_email",
            "maintainer",
            "maintainer_email",
            "license",
            "license_expression",
            "requires_python");

    private static final Map<String, Pattern> DIGEST_FORMS = Map.of(
            MD5, Pattern.compile("[0-9a-f]{32}"),
            SHA256, Pattern.compile("[0-9a-f]{64}"),
            BLAKE2, Pattern.compile("[0-9a-f]{64}"));

    UploadForm {
        digests = Map.copyOf(digests);
    }

    /// @param queryAction `:action` of the query string, where it may be too
    static Checked<UploadForm> check(ReceivedForm form, @Nullable String queryAction, long maxAttestations) {
        return new Check(form, queryAction, maxAttestations).run();
    }

    /// The checks in the order in which an uploader is told of them.
    private record Check(ReceivedForm form, @Nullable String queryAction, long maxAttestations) {

        Checked<UploadForm> run() {
            return fileFields()
                    .then(_ -> action())
                    .then(_ -> protocolVersion())
                    .then(_ -> repetitions())
                    .then(_ -> name())
                    .then(project -> version().then(version -> fileType()
                            .then(type -> pythonVersion(type)
                                    .then(_ -> digests())
                                    .then(digests -> content().then(content -> attestations().then(attestations ->
                                            Checked.passed(new UploadForm(
                                                    project,
                                                    version,
                                                    type,
                                                    digests,
                                                    content,
                                                    attestations.isEmpty() ? null : attestations.getFirst()))))))));
        }

        private Checked<Boolean> fileFields() {
            return form.fileFields().stream()
                    .sorted()
                    .findFirst()
                    .map(name -> Checked.<Boolean>failed(UploadRefusal.FIELD_IS_FILE, name + ": Should not be a tuple."))
                    .orElse(Checked.passed(true));
        }

        private Checked<Boolean> action() {
            String action = value(":action");
            if (action == null) {
                action = queryAction;
            }
            if (action != null && ACTIONS_GONE.contains(action)) {
                return Checked.failed(
                        UploadRefusal.ACTION_GONE,
                        action.equals("doc_upload")
                                ? "Uploading documentation is no longer supported."
                                : "Project pre-registration is no longer required or supported, upload your files instead.");
            }
            return "file_upload".equals(action)
                    ? Checked.passed(true)
                    : Checked.failed(
                            UploadRefusal.ACTION_UNKNOWN,
                            "Unknown action: the field ':action' should be 'file_upload'.",
                            "file_upload",
                            action == null ? "none" : action);
        }

        private Checked<Boolean> protocolVersion() {
            String version = value("protocol_version");
            return version == null || version.equals("1")
                    ? Checked.passed(true)
                    : Checked.failed(UploadRefusal.PROTOCOL_VERSION_UNKNOWN, "Unknown protocol version.", "1", version);
        }

        private Checked<Boolean> repetitions() {
            return form.fields().entrySet().stream()
                    .filter(field -> SINGLE.contains(field.getKey()) && field.getValue().size() > 1)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .findFirst()
                    .map(name -> Checked.<Boolean>failed(
                            UploadRefusal.FIELD_REPEATED, "'" + name + "' has invalid data: it is there more than once."))
                    .orElse(Checked.passed(true));
        }

        private Checked<ProjectName> name() {
            String name = value("name");
            return switch (ProjectName.parse(name == null ? "" : name)) {
                case Parsed.Valid<ProjectName>(ProjectName project) -> Checked.passed(project);
                case Parsed.Invalid<ProjectName>(String why) ->
                    Checked.failed(
                            UploadRefusal.NAME_INVALID,
                            "'" + abbreviated(name) + "' is an invalid value for Name. Error: " + why + ".");
            };
        }

        private Checked<Version> version() {
            String text = value("version");
            return switch (Version.parse(text == null ? "" : text)) {
                case Parsed.Valid<Version>(Version version) -> Checked.passed(version);
                case Parsed.Invalid<Version>(String why) ->
                    Checked.failed(
                            UploadRefusal.VERSION_INVALID,
                            "'" + abbreviated(text) + "' is an invalid value for Version. Error: " + why + ".");
            };
        }

        private Checked<FileType> fileType() {
            String field = value("filetype");
            for (FileType type : FileType.values()) {
                if (type.field().equals(field)) {
                    return Checked.passed(type);
                }
            }
            return Checked.failed(
                    UploadRefusal.FILETYPE_UNKNOWN,
                    "Invalid value for filetype. Error: Use a known file type.",
                    "sdist or bdist_wheel",
                    field == null ? "none" : field);
        }

        private Checked<Boolean> pythonVersion(FileType type) {
            String pyversion = value("pyversion");
            return switch (type) {
                case SDIST -> pyversion == null || pyversion.equals("source")
                        ? Checked.passed(true)
                        : Checked.failed(
                                UploadRefusal.PYVERSION_INVALID,
                                "Error: Use 'source' as Python version for an sdist.",
                                "source",
                                pyversion);
                case BDIST_WHEEL -> pyversion != null
                        ? Checked.passed(true)
                        : Checked.failed(
                                UploadRefusal.PYVERSION_INVALID,
                                "Error: Python version is required for binary distribution uploads.");
            };
        }

        private Checked<Map<String, String>> digests() {
            Map<String, String> digests = new HashMap<>();
            for (String name : List.of(MD5, SHA256, BLAKE2)) {
                String digest = value(name);
                if (digest == null) {
                    continue;
                }
                String lower = digest.toLowerCase(Locale.ROOT);
                if (!java.util.Objects.requireNonNull(DIGEST_FORMS.get(name)).matcher(lower).matches()) {
                    return Checked.failed(
                            UploadRefusal.DIGEST_MALFORMED,
                            "Invalid value for " + name + ". Error: Use a valid, hex-encoded digest.");
                }
                digests.put(name, lower);
            }
            return digests.isEmpty()
                    ? Checked.failed(UploadRefusal.DIGEST_MISSING, "Error: Include at least one message digest.")
                    : Checked.passed(digests);
        }

        private Checked<ReceivedForm.Content> content() {
            if (form.contents().isEmpty()) {
                return Checked.failed(UploadRefusal.CONTENT_MISSING, "Upload payload does not have a file.");
            }
            if (form.contents().size() > 1 || form.fields().containsKey("content")) {
                return Checked.failed(UploadRefusal.CONTENT_REPEATED, "'content' has invalid data: it is there more than once.");
            }
            return Checked.passed(form.contents().getFirst());
        }

        /// As sent, because it is passed on character for character; at most one.
        private Checked<List<String>> attestations() {
            List<String> sent = form.fields().getOrDefault("attestations", new ArrayList<>());
            if (!sent.isEmpty() && sent.getFirst().getBytes(StandardCharsets.UTF_8).length > maxAttestations) {
                return Checked.failed(
                        UploadRefusal.ATTESTATIONS_TOO_LARGE,
                        "Invalid attestations supplied during upload: they are too large.",
                        "at most " + maxAttestations + " bytes",
                        "more");
            }
            return Checked.passed(sent);
        }

        /// Empty texts and the old `UNKNOWN` count as absent.
        private @Nullable String value(String name) {
            List<String> values = form.fields().getOrDefault(name, List.of());
            if (values.isEmpty() || values.getFirst().isEmpty() || values.getFirst().strip().equals("UNKNOWN")) {
                return null;
            }
            return values.getFirst();
        }

        private static String abbreviated(@Nullable String text) {
            if (text == null) {
                return "";
            }
            return text.length() <= 60 ? text : text.substring(0, 30) + "..." + text.substring(text.length() - 30);
        }
    }
}
