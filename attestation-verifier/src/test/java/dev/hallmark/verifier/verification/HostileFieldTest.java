package dev.hallmark.verifier.verification;

import static dev.hallmark.verifier.verification.World.attest;
import static dev.hallmark.verifier.verification.World.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.development.sigstore.Statement;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Input that is made to break a parser: a refusal, at once.
class HostileFieldTest {

    /// Processor time of this thread, so that a busy machine fails nothing; most need less than five.
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @BeforeAll
    static void warm() {
        IntStream.range(0, 50).forEach(_ -> World.verdict(attest()));
    }

    static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("nothing", "");
        fields.put("white space", " \n\t ");
        fields.put("not JSON", "hello");
        fields.put("null", "null");
        fields.put("true", "true");
        fields.put("a number", "1");
        fields.put("a string", "\"[]\"");
        fields.put("an object", "{}");
        fields.put("an array of null", "[null]");
        fields.put("an array of arrays", "[[],[]]");
        fields.put("an array of an empty object", "[{}]");
        fields.put("an array that doesn't end", "[" + attest());
        fields.put("an array with a comma too many", "[" + attest() + ",]");
        fields.put("two arrays", "[" + attest() + "][]");
        fields.put("text after the array", "[" + attest() + "]x");
        fields.put("NUL after the array", "[" + attest() + "]\0");
        fields.put("NUL", "\0");
        fields.put("byte order mark", "\ufeff[" + attest() + "]");
        fields.put("comment", "[/**/" + attest() + "]");
        fields.put("single quotes", "[{'version':1}]");
        fields.put("NaN", "[{\"version\":NaN}]");
        fields.put("100,000 arrays deep", "[".repeat(100_000));
        fields.put("100,000 objects deep", "[" + "{\"a\":".repeat(40_000));
        fields.put("33 deep", unknown("[".repeat(33) + "]".repeat(33)));
        fields.put("number of 1,000,000,000 zeroes", unknown("1e999999999"));
        fields.put("number of 60,000 digits", unknown("1".repeat(60_000)));
        fields.put("fraction of 60,000 digits", unknown("0." + "1".repeat(60_000)));
        fields.put("member name of 60,000 characters", "[{\"" + "n".repeat(60_000) + "\":1}]");
        fields.put("member twice", unknown("{\"a\":1,\"a\":1}"));
        fields.put("member twice, once escaped", unknown("{\"a\":1,\"\\u0061\":1}"));
        fields.put("half of a surrogate pair", unknown("\"\ud800\""));
        fields.put("half of a surrogate pair, escaped", unknown("\"\\ud800\""));
        fields.put("surrogates in the wrong order", unknown("\"\\udc00\\ud800\""));
        fields.put("NUL, escaped", unknown("\"\\u0000\""));
        fields.put("NUL, escaped, in a member's name", unknown("{\"\\u0000\":1}"));
        fields.put("control character", unknown("\"\u0001\""));
        fields.put("10 MB of text", unknown("\"" + "x".repeat(10_000_000) + "\""));
        fields.put("10 MB of white space", " ".repeat(10_000_000));
        fields.put("10 MB of open arrays", "[".repeat(10_000_000));
        fields.put("20,000 members", "[{" + String.join(",", IntStream.range(0, 20_000).mapToObj(i -> "\"" + i + "\":1").toList()) + "}]");
        fields.put("65,000 characters of three bytes", "[" + attest() + "," + changed(tree -> tree.put("n", "\u6f22".repeat(65_000))) + "]");
        return fields;
    }

    private static String unknown(String json) {
        return "[{\"unknown\":" + json + "," + attest().substring(1) + "]";
    }

    @TestFactory
    Stream<DynamicTest> refusesAtOnce() {
        return fields().entrySet().stream().map(field -> dynamicTest(field.getKey(), () -> {
            UploadStaged upload = World.upload(field.getValue());
            long start = THREADS.getCurrentThreadCpuTime();

            Verdict verdict = World.JUDGE.judge(upload);

            Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
            assertThat(verdict).as(String.valueOf(verdict)).isInstanceOf(Verdict.Rejected.class);
            assertThat(taken).isLessThan(AT_ONCE);
        }));
    }

    @TestFactory
    Stream<DynamicTest> refusesTheSameInAStatement() {
        return Stream.of(
                        "",
                        "null",
                        "[]",
                        "{}",
                        "\"x\"",
                        "[".repeat(40_000),
                        "{\"_type\":".repeat(4_000),
                        "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[null]}",
                        "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"digest\":[]}]}",
                        "{\"_type\":1e99999}",
                        "\0")
                .map(text -> dynamicTest("statement " + text.substring(0, Math.min(40, text.length())), () -> {
                    String attestation = attest(Statement.ofBytes(text.getBytes(StandardCharsets.UTF_8)));
                    long start = THREADS.getCurrentThreadCpuTime();

                    Verdict verdict = World.verdict(attestation);

                    assertThat(World.outcome(verdict)).isEqualTo("statement-malformed");
                    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(AT_ONCE);
                }));
    }

    @Test
    void refusesNoiseInPlaceOfACertificate() {
        Random random = new Random(740);
        var tree = World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT).tree();
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            if (noise.length > 8) {
                noise[0] = 0x30;
                noise[1] = (byte) (random.nextBoolean() ? 0x82 : 0x80);
            }
            World.material(tree).put("certificate", Base64.getEncoder().encodeToString(noise));

            assertThat(World.outcome(World.verdict(tree.toString()))).isEqualTo("certificate-malformed");
        }
    }
}
