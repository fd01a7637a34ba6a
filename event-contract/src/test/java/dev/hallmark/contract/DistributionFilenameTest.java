package dev.hallmark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hallmark.contract.DistributionFilename.Sdist;
import dev.hallmark.contract.DistributionFilename.Wheel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionFilenameTest {

    @Test
    void readsASourceDistribution() {
        assertThat(parsed("pypi_attestations-0.0.19.tar.gz"))
                .isEqualTo(new Sdist(project("pypi-attestations"), version("0.0.19")));
    }

    @Test
    void readsASourceDistributionFromBeforePep625() {
        assertThat(parsed("Pypi-Attestations-0.0.19.tar.gz")).isEqualTo(parsed("pypi_attestations-0.0.19.tar.gz"));
    }

    @Test
    void readsAWheel() {
        assertThat(parsed("rfc8785-0.1.2-py3-none-any.whl"))
                .isEqualTo(new Wheel(project("rfc8785"), version("0.1.2"), Optional.empty(), Set.of("py3-none-any")));
    }

    @Test
    void expandsCompressedTags() {
        assertThat(parsed("a-1!1.0+b.c-1x-cp39.PY2-none.abi3-any.whl"))
                .isEqualTo(new Wheel(
                        project("a"),
                        version("1!1.0+b.c"),
                        Optional.of("1x"),
                        Set.of("cp39-none-any", "cp39-abi3-any", "py2-none-any", "py2-abi3-any")));
    }

    @ParameterizedTest
    @CsvSource({
        "a-1.0-py2.py3-none-any.whl, a-1.0-py3.py2-none-any.whl",
        "a-1.0-cp39-abi3-linux_x86_64.any.whl, a-1.0-cp39-abi3-any.linux_x86_64.whl",
        "A_B-1.0-py3-none-any.whl, a.b-1.0.0-PY3-NONE-any.whl",
        "a_b-1.0.tar.gz, A-B-1.0.0.tar.gz",
        "a-1.0rc1.tar.gz, a-1.0c1.tar.gz"
    })
    void comparesByWhatTheNamesSay(String left, String right) {
        assertThat(parsed(left)).isEqualTo(parsed(right)).hasSameHashCodeAs(parsed(right));
    }

    @ParameterizedTest
    @CsvSource({
        "a-1.0-py3-none-any.whl, a-1.0.tar.gz",
        "a-1.0-py3-none-any.whl, a-1.0-1-py3-none-any.whl",
        "a-1.0-1-py3-none-any.whl, a-1.0-2-py3-none-any.whl",
        "a-1.0-py3-none-any.whl, a-1.0-py2.py3-none-any.whl",
        "a-1.0-py3-none-any.whl, a-1.1-py3-none-any.whl",
        "a-1.0.tar.gz, b-1.0.tar.gz"
    })
    void tellsNamesApart(String left, String right) {
        assertThat(parsed(left)).isNotEqualTo(parsed(right));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ".whl", ".tar.gz", "a", "a.zip", "a-1.0.zip", "a-1.0.tar.bz2", "a-1.0.TAR.GZ", "a-1.0.egg", "a-1.0.exe",
        "a.tar.gz", "a-.tar.gz", "-1.0.tar.gz", "a-x.tar.gz", "a-1.0.tar.gz\n", " a-1.0.tar.gz", "a-1.0 .tar.gz",
        "../a-1.0.tar.gz", "a/b-1.0.tar.gz", "a\\b-1.0.tar.gz", "a-1.0.tar.gz\u0000", "a-1.0%2f.tar.gz",
        "\u212aafka-1.0.tar.gz", "a-1.0-py3-none.whl", "a-1.0-1-2-py3-none-any.whl", "a-x-py3-none-any.whl",
        "a-1.0-x1-py3-none-any.whl", "a-1.0--py3-none-any.whl", "a__b-1.0-py3-none-any.whl", "a-1.0-py3..py2-none-any.whl",
        "a-1.0-py3--any.whl", "a-1.0-py3-none-.whl", "a-1.0-.py3-none-any.whl", "a-1.0-py3-none-any.whl.whl ",
        "_a-1.0-py3-none-any.whl", "a-1.0\u0661-py3-none-any.whl"
    })
    void refusesWhatIsNoDistributionName(String filename) {
        assertThat(DistributionFilename.parse(filename)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void refusesATagBombAtOnce() {
        String many = "a.".repeat(30) + "a";
        String bomb = "a-1.0-" + many + "-" + many + "-" + many + ".whl";

        assertTimeoutPreemptively(Duration.ofMillis(500), () -> assertThat(DistributionFilename.parse(bomb))
                .isEqualTo(Parsed.invalid("expected at most 1000 compatibility tags, found 29791")));
    }

    @Test
    void refusesANameThatTheFileSystemCannotKeep() {
        assertThat(DistributionFilename.parse("a-" + "1".repeat(232) + ".tar.gz"))
                .isEqualTo(Parsed.invalid("expected a file name of at most 240 characters, found 241"));
    }

    @ParameterizedTest
    @CsvSource({"a-b, 1.0, true", "A.B, 1.0.0, true", "a-b, 1.1, false", "ab, 1.0, false"})
    void saysWhichReleaseItBelongsTo(String project, String version, boolean belongs) {
        assertThat(parsed("a_b-1.0.tar.gz").isOf(project(project), version(version))).isEqualTo(belongs);
    }

    private static DistributionFilename parsed(String filename) {
        return DistributionFilename.parse(filename).orThrow();
    }

    private static ProjectName project(String name) {
        return ProjectName.parse(name).orThrow();
    }

    private static Version version(String text) {
        return Version.parse(text).orThrow();
    }
}
