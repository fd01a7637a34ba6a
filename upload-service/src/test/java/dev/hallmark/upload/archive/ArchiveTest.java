package dev.hallmark.upload.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.upload.Checked;
import dev.hallmark.upload.UploadRefusal;
import dev.hallmark.upload.testing.Distributions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveTest {

    private static final String SDIST = "sample-1.0.tar.gz";
    private static final String WHEEL = "sample-1.0-py3-none-any.whl";

    @TempDir
    Path directory;

    @Test
    void readsTheMetadataOfASourceDistribution() throws IOException {
        Checked<Archive.Found> found = read(SDIST, Distributions.sdist("sample", "1.0").bytes());

        assertThat(metadataIn(found).metadata().requiresPython()).isEqualTo(">=3.9");
    }

    @Test
    void readsTheMetadataOfAWheelByteForByte() throws IOException {
        Checked<Archive.Found> found = read(WHEEL, Distributions.wheel("sample", "1.0").bytes());

        assertThat(((Checked.Passed<Archive.Found>) found).value().bytes())
                .isEqualTo(Distributions.metadata("sample", "1.0").getBytes());
    }

    static Stream<Arguments> refusals() {
        String metadata = Distributions.metadata("sample", "1.0");
        byte[] good = Distributions.sdist("sample", "1.0").bytes();
        Map<String, String> two = new LinkedHashMap<>();
        two.put("sample-1.0.dist-info/METADATA", metadata);
        two.put("sample-2.0.dist-info/METADATA", metadata);
        return Stream.of(
                Arguments.of("an empty file", SDIST, new byte[0], UploadRefusal.ARCHIVE_INVALID),
                Arguments.of("an empty wheel", WHEEL, new byte[0], UploadRefusal.ARCHIVE_INVALID),
                Arguments.of("a truncated gzip", SDIST, Arrays.copyOf(good, good.length / 2), UploadRefusal.ARCHIVE_INVALID),
                Arguments.of("a wheel that is a tar", WHEEL, good, UploadRefusal.ARCHIVE_INVALID),
                Arguments.of(
                        "PKG-INFO elsewhere",
                        SDIST,
                        Distributions.tarGz(Map.of("other-1.0/PKG-INFO", metadata)),
                        UploadRefusal.METADATA_MISSING),
                Arguments.of("PKG-INFO twice", SDIST, twice(metadata), UploadRefusal.METADATA_MISSING),
                Arguments.of(
                        "two METADATA", WHEEL, Distributions.zip(two), UploadRefusal.METADATA_MISSING),
                Arguments.of(
                        "METADATA deeper",
                        WHEEL,
                        Distributions.zip(Map.of("a/sample-1.0.dist-info/METADATA", metadata)),
                        UploadRefusal.METADATA_MISSING),
                Arguments.of("a bomb", SDIST, Distributions.gzip(zeros()), UploadRefusal.ARCHIVE_INVALID),
                Arguments.of("an endless member name", SDIST, endlessName(), UploadRefusal.ARCHIVE_INVALID),
                malformed("no version", "Metadata-Version: 2.1\nName: sample\n"),
                malformed("two names", metadata.replace("Version: 1.0", "Version: 1.0\nName: evil")),
                malformed("a control character", metadata.replace("A sample", "A\u000bsample")),
                malformed("a carriage return", metadata.replace("A sample", "A\rEvil: 1")),
                malformed("a continuation first", " " + metadata),
                malformed("no header", "just text"),
                malformed("an impossible name", metadata.replace("Name: sample", "Name: -sample")));
    }

    private static Arguments malformed(String what, String metadata) {
        return Arguments.of(
                what, SDIST, Distributions.tarGz(Map.of("sample-1.0/PKG-INFO", metadata)), UploadRefusal.METADATA_MALFORMED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, String filename, byte[] content, UploadRefusal refusal) throws IOException {
        Checked<Archive.Found> found = read(filename, content);

        assertThat(found).isInstanceOfSatisfying(Checked.Failed.class, failed ->
                assertThat(failed.why().refusal()).isEqualTo(refusal));
    }

    @Test
    void unfoldsHeadersAndLeavesTheDescriptionOut() throws IOException {
        String metadata = "Metadata-Version: 2.1\r\nName: Sample\r\nVersion: 1.0.0\r\nLicense: first\r\n        second\r\n"
                + "Project-URL: Source, https://a.example/?x=1,2\r\nSummary: UNKNOWN\r\n\r\nName: not a header\r\n";

        MetadataFile file = metadataIn(read(SDIST, Distributions.tarGz(Map.of("sample-1.0/PKG-INFO", metadata))));

        assertThat(file.metadata().license()).isEqualTo("first\nsecond");
        assertThat(file.metadata().summary()).isNull();
        assertThat(file.metadata().projectUrls())
                .singleElement()
                .satisfies(url -> assertThat(url.url()).isEqualTo("https://a.example/?x=1,2"));
        assertThat(file.name().normalized()).isEqualTo("sample");
    }

    private Checked<Archive.Found> read(String filename, byte[] content) throws IOException {
        Path path = directory.resolve("upload");
        Files.write(path, content);
        return Archive.metadataOf(path, filename, DistributionFilename.parse(filename).orThrow());
    }

    private static MetadataFile metadataIn(Checked<Archive.Found> found) {
        return ((Checked.Passed<Archive.Found>) found).value().file();
    }

    private static byte[] twice(String metadata) {
        byte[] one = Distributions.tar(Map.of("sample-1.0/PKG-INFO", metadata));
        byte[] member = Arrays.copyOf(one, 512 + 512 * ((metadata.length() + 511) / 512));
        byte[] both = new byte[member.length + one.length];
        System.arraycopy(member, 0, both, 0, member.length);
        System.arraycopy(one, 0, both, member.length, one.length);
        return Distributions.gzip(both);
    }

    /// A member of 80 MiB of nothing.
    private static byte[] zeros() {
        byte[] header = Arrays.copyOf(Distributions.tar(Map.of("sample-1.0/big", "x".repeat(80 << 20))), 80 << 20);
        return header;
    }

    /// A GNU long name of 60 MiB.
    private static byte[] endlessName() {
        byte[] tar = Distributions.tar(Map.of("././@LongLink", "x".repeat(60 << 20)));
        tar[156] = 'L';
        Arrays.fill(tar, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += tar[i] & 0xff;
        }
        byte[] checksum = String.format("%06o\0 ", sum).getBytes();
        System.arraycopy(checksum, 0, tar, 148, 8);
        return Distributions.gzip(tar);
    }
}
