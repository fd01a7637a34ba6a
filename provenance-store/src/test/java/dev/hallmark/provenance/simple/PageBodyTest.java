package dev.hallmark.provenance.simple;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import dev.hallmark.contract.ProjectStatus;
import dev.hallmark.contract.Sha256;
import dev.hallmark.provenance.catalogue.ListedFile;
import dev.hallmark.provenance.catalogue.Project;
import dev.hallmark.provenance.catalogue.Yank;
import dev.hallmark.provenance.http.ContentCoding;
import dev.hallmark.provenance.testing.Facts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageBodyTest {

    private static final Project PROJECT = new Project(Facts.name("Sample_Project"), "Sample_Project", 7, ProjectStatus.ACTIVE, null);
    private static final FileLinks LINKS = new FileLinks("https://index.example", PROJECT.name());
    private static final Sha256 DIGEST = Facts.digest("content");
    private static final Sha256 METADATA = Facts.digest("metadata");
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.123456789Z");

    private static final ListedFile WHEEL = new ListedFile(
            Facts.version("1.0+local.1"), "sample_project-1.0+local.1-py3-none-any.whl", DIGEST, 12, METADATA, ">=3.9,<4", TIME, true, null);
    private static final ListedFile SDIST = new ListedFile(
            Facts.version("1.0"), "sample_project-1.0.tar.gz", DIGEST, 34, null, null, Instant.parse("2026-03-04T05:06:07Z"), false, null);

    @Test
    void rendersJson() {
        assertThat(json(SDIST, WHEEL)).isEqualTo("""
                {"files":[\
                {"core-metadata":false,"filename":"sample_project-1.0.tar.gz","hashes":{"sha256":"%1$s"},"provenance":null,\
                "size":34,"upload-time":"2026-03-04T05:06:07.000000Z",\
                "url":"../../files/%2$s/%1$s/sample_project-1.0.tar.gz","yanked":false},\
                {"core-metadata":{"sha256":"%3$s"},"filename":"sample_project-1.0+local.1-py3-none-any.whl",\
                "hashes":{"sha256":"%1$s"},\
                "provenance":"https://index.example/integrity/sample-project/1.0%%2Blocal.1/sample_project-1.0%%2Blocal.1-py3-none-any.whl/provenance",\
                "requires-python":">=3.9,<4","size":12,"upload-time":"2026-03-04T05:06:07.123456Z",\
                "url":"../../files/%2$s/%1$s/sample_project-1.0%%2Blocal.1-py3-none-any.whl","yanked":false}],\
                "meta":{"_last-serial":7,"api-version":"1.4"},"name":"sample-project",\
                "project-status":{"status":"active"},"versions":["1.0","1.0+local.1"]}"""
                .formatted(DIGEST, prefix(), METADATA));
    }

    @Test
    void rendersHtml() {
        assertThat(html(SDIST, WHEEL)).isEqualTo("""
                <!DOCTYPE html>
                <html>
                  <head>
                    <meta charset="utf-8">
                    <meta name="pypi:repository-version" content="1.4">
                    <meta name="pypi:project-status" content="active">
                    <title>Links for sample-project</title>
                  </head>
                  <body>
                    <h1>Links for sample-project</h1>
                    <a href="../../files/%2$s/%1$s/sample_project-1.0.tar.gz#sha256=%1$s">sample_project-1.0.tar.gz</a><br />
                    <a href="../../files/%2$s/%1$s/sample_project-1.0%%2Blocal.1-py3-none-any.whl#sha256=%1$s" \
                data-requires-python="&gt;=3.9,&lt;4" data-dist-info-metadata="sha256=%3$s" data-core-metadata="sha256=%3$s" \
                data-provenance="https://index.example/integrity/sample-project/1.0%%2Blocal.1/sample_project-1.0%%2Blocal.1-py3-none-any.whl/provenance">\
                sample_project-1.0+local.1-py3-none-any.whl</a><br />
                    <!--SERIAL 7-->
                  </body>
                </html>
                """.formatted(DIGEST, prefix(), METADATA));
    }

    @Test
    void escapesWhatUploadersWrote() {
        ListedFile hostile = new ListedFile(
                SDIST.version(), SDIST.filename(), DIGEST, 1, null, "\"><script>alert('&')</script>", TIME, false, null);
        assertThat(html(hostile))
                .contains("data-requires-python=\"&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;\"");
    }

    @Test
    void ordersFilesByVersionThenName() {
        List<ListedFile> ordered = Stream.of(named("1.10", "b"), named("1.9", "c"), named("1.10", "a"), named("1.10rc1", "d"))
                .sorted(ListedFile.ORDER)
                .toList();
        assertThat(ordered).extracting(ListedFile::filename).containsExactly("c", "d", "a", "b");
    }

    @Test
    void listsEqualVersionsOnce() {
        assertThat(json(named("1.0", "a"), named("1.0.0", "b"), named("2.0", "c"))).endsWith("\"versions\":[\"1.0\",\"2.0\"]}");
    }

    @Test
    void saysWhetherAndWhyAFileIsYanked() {
        assertThat(json(yanked(null), yanked("broken <build>"), yanked(" ")))
                .contains("\"yanked\":true", "\"yanked\":\"broken <build>\"")
                .doesNotContain("\"yanked\":\"\"", "\"yanked\":\" \"", "\"yanked\":null");
        assertThat(html(yanked(null), yanked("broken <build>")))
                .contains(" data-yanked=\"\">", " data-yanked=\"broken &lt;build&gt;\">");
    }

    @Test
    void tellsTheStatusOfTheProjectAndItsReason() {
        Project archived = new Project(PROJECT.name(), "Sample_Project", 8, ProjectStatus.ARCHIVED, "moved \"on\"");
        assertThat(text(archived, true, SDIST)).contains("\"project-status\":{\"reason\":\"moved \\\"on\\\"\",\"status\":\"archived\"}");
        assertThat(text(archived, false, SDIST))
                .contains("<meta name=\"pypi:project-status\" content=\"archived\">")
                .contains("<meta name=\"pypi:project-status-reason\" content=\"moved &quot;on&quot;\">");
    }

    @Test
    void offersNoFileOfAQuarantinedProject() {
        Project quarantined = new Project(PROJECT.name(), "Sample_Project", 8, ProjectStatus.QUARANTINED, null);
        assertThat(text(quarantined, true, SDIST, WHEEL))
                .startsWith("{\"files\":[],")
                .contains("\"project-status\":{\"status\":\"quarantined\"},\"versions\":[]");
        assertThat(text(quarantined, false, SDIST, WHEEL)).doesNotContain("<a ");
    }

    /// The strictest client refuses a page with any null but that of `provenance`.
    @Test
    void holdsNoNullButForProvenance() {
        assertThat(json(SDIST, WHEEL).replace("\"provenance\":null", "")).doesNotContain("null");
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void hasTheSameContentInEveryCoding(ContentCoding coding) throws IOException {
        List<ListedFile> files = IntStream.range(0, 700).mapToObj(i -> named("1." + i, "sample_project-1." + i + ".tar.gz")).toList();
        byte[] body = body(PROJECT, true, coding, files);
        byte[] plain = switch (coding) {
            case IDENTITY -> body;
            case GZIP -> new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            case ZSTD -> Zstd.decompress(body, 1_000_000);
        };
        assertThat(plain).isEqualTo(body(PROJECT, true, ContentCoding.IDENTITY, files));
        assertThat(new ObjectMapper().readTree(plain).get("files")).hasSize(700);
    }

    /// What a whole page would be if it were rendered in one go.
    @Test
    void joinsBlocksSeamlessly() {
        List<ListedFile> files = IntStream.range(0, 700).mapToObj(i -> named("1." + i / 3, "sample_project-1." + i / 3 + "-" + i)).sorted(ListedFile.ORDER).toList();
        assertThat(SimpleBlock.of(files, LINKS).size()).isGreaterThan(3);
        String page = text(PROJECT, true, files.toArray(ListedFile[]::new));
        assertThat(page).isEqualTo("{\"files\":[" + new String(SimpleJson.files(files, LINKS), StandardCharsets.UTF_8)
                + page.substring(page.indexOf("],\"meta\"")));
        assertThat(page.substring(page.indexOf("\"versions\":[")).chars().filter(c -> c == ',').count()).isEqualTo(233);
    }

    @Test
    void rendersTheListOfProjects() {
        ProjectList.Listing list =
                ProjectList.render(1, List.of(PROJECT, new Project(Facts.name("zeta"), "zeta", 3, ProjectStatus.ACTIVE, null)));
        assertThat(new String(list.json().body(ContentCoding.IDENTITY), StandardCharsets.UTF_8))
                .isEqualTo("{\"meta\":{\"_last-serial\":7,\"api-version\":\"1.4\"},\"projects\":["
                        + "{\"_last-serial\":7,\"name\":\"Sample_Project\"},{\"_last-serial\":3,\"name\":\"zeta\"}]}");
        assertThat(new String(list.html().body(ContentCoding.IDENTITY), StandardCharsets.UTF_8))
                .contains("<a href=\"sample-project/\">Sample_Project</a><br />\n    <a href=\"zeta/\">zeta</a><br />")
                .doesNotContain("SERIAL");
    }

    private static String json(ListedFile... files) {
        return text(PROJECT, true, files);
    }

    private static String html(ListedFile... files) {
        return text(PROJECT, false, files);
    }

    private static String text(Project project, boolean json, ListedFile... files) {
        return new String(body(project, json, ContentCoding.IDENTITY, List.of(files)), StandardCharsets.UTF_8);
    }

    private static byte[] body(Project project, boolean json, ContentCoding coding, List<ListedFile> files) {
        List<PageBody.Block> blocks = SimpleBlock.of(files, LINKS).stream()
                .map(block -> new PageBody.Block(block.first(), block.versions(), json ? block.json() : block.html()))
                .toList();
        return PageBody.of(PageState.of(project, "rendering", List.of()), blocks, json, coding);
    }

    private static ListedFile yanked(@Nullable String reason) {
        return new ListedFile(Facts.version("1.0"), "sample_project-1.0.tar.gz", DIGEST, 1, null, null, TIME, false, new Yank(reason));
    }

    private static String prefix() {
        return DIGEST.hex().substring(0, 2) + "/" + DIGEST.hex().substring(2, 4);
    }

    private static ListedFile named(String version, String filename) {
        return new ListedFile(Facts.version(version), filename, DIGEST, 1, null, null, TIME, false, null);
    }
}
