package dev.hallmark.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleWheelTest {
    @Test
    void recordsEveryFileWithItsDigestAndSize() throws Exception {
        Map<String, byte[]> files = unzip(ExampleWheel.of("1.0.4"));
        List<String> record = new String(files.get("hallmark_demo-1.0.4.dist-info/RECORD"), UTF_8).lines().toList();

        assertThat(record).hasSize(files.size());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String digest = Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(file.getValue()));
            assertThat(record).contains(file.getKey().endsWith("RECORD") ? file.getKey() + ",,"
                    : file.getKey() + ",sha256=" + digest + "," + file.getValue().length);
        }
    }

    @Test
    void hasMetadataThatAgreesWithItsName() throws Exception {
        ExampleWheel wheel = ExampleWheel.of("1.0.4");

        assertThat(wheel.filename()).isEqualTo("hallmark_demo-1.0.4-py3-none-any.whl");
        assertThat(new String(unzip(wheel).get("hallmark_demo-1.0.4.dist-info/METADATA"), UTF_8))
                .contains("Name: hallmark-demo\nVersion: 1.0.4\n");
    }

    @Test
    void isTheSameForTheSameVersion() {
        assertThat(ExampleWheel.of("1.0.4").sha256()).isEqualTo(ExampleWheel.of("1.0.4").sha256());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                 | 1.0.0
            1.0.0              | 1.0.1
            1.0.9,1.0.10,1.0.2 | 1.0.11
            2.5,banana,1.0.0rc1| 1.0.0
            """)
    void takesTheNextFreeVersion(String published, String expected) {
        assertThat(NextVersion.after(List.of(published.split(",")))).isEqualTo(expected);
    }

    @Test
    void goesIntoAFormWithTheContentLast() {
        ExampleWheel wheel = ExampleWheel.of("1.0.0");

        String form = new String(UploadForm.of(wheel, "[]", "border").toBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThat(form).startsWith("--border\r\nContent-Disposition: form-data; name=\"metadata_version\"\r\n\r\n2.1\r\n--border\r\n")
                .contains("name=\"content\"; filename=\"" + wheel.filename() + "\"\r\nContent-Type: application/octet-stream\r\n\r\nPK")
                .endsWith("\r\n--border--\r\n");
    }

    private static Map<String, byte[]> unzip(ExampleWheel wheel) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(wheel.toBytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
