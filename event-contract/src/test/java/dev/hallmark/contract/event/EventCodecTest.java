package dev.hallmark.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.ProjectPolicy;
import dev.hallmark.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private final EventCodec codec = new EventCodec();
    private final Event event = Examples.all().get("project-created");
    private final EventRecord record = codec.write(Examples.UPLOAD_ID, "test", Examples.NOON, event);

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hallmark.contract.event.GoldenFilesTest#examples")
    void readsWhatItWrites(String name, Event written) {
        EventRecord sent = codec.write(Examples.UPLOAD_ID, "test", Examples.NOON, written);

        assertThat(codec.read(sent.topic(), sent.key(), sent.headers(), bytes(sent.json())))
                .isEqualTo(new Received.Accepted(Examples.UPLOAD_ID, Examples.NOON, written));
    }

    @Test
    void ignoresMembersThatItDoesNotKnow() {
        String json = record.json().replaceFirst("\\{", "{\"added\":{\"later\":[1,{\"deep\":null}]},");

        assertThat(readJson(json)).isEqualTo(new Received.Accepted(Examples.UPLOAD_ID, Examples.NOON, event));
    }

    @Test
    void takesAnExplicitNullForAMemberThatMayBeAbsent() {
        Event removed = Examples.all().get("publisher-removed");
        EventRecord sent = codec.write(Examples.UPLOAD_ID, "test", Examples.NOON, removed);
        String json = sent.json().replace("\"workflow\"", "\"environment\":null,\"workflow\"");

        assertThat(codec.read(sent.topic(), sent.key(), sealed(sent.headers(), bytes(json)), bytes(json)))
                .isEqualTo(new Received.Accepted(Examples.UPLOAD_ID, Examples.NOON, removed));
    }

    @Test
    void refusesARepeatedMember() {
        assertThat(readJson(record.json().replaceFirst("\\{", "{\"by\":\"somebody else\",")))
                .isInstanceOf(Received.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project", "spelling", "at", "by"})
    void refusesAnEventThatLacksAMember(String member) {
        assertThat(readJson(record.json().replace("\"" + member + "\"", "\"other\""))).isInstanceOf(Received.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project", "spelling", "at", "by"})
    void refusesNullForAMember(String member) {
        assertThat(readJson(record.json().replaceFirst("\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":null")))
                .isInstanceOf(Received.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"releaseSequence\":1,|\"releaseSequence\":\"1\",",
        "\"releaseSequence\":1,|\"releaseSequence\":1.5,",
        "\"releaseSequence\":1,|\"releaseSequence\":0,",
        "\"releaseSequence\":1,|",
        "\"size\":12345678901,|\"size\":-1,",
        "\"size\":12345678901,|\"size\":1e400000000,",
        "\"kind\":\"trusted-publisher\"|\"kind\":\"nobody\"",
        "\"kind\":\"trusted-publisher\",|",
        "\"kind\":\"github\"|\"kind\":\"java.lang.Object\"",
        "\"classifiers\":[\"|\"classifiers\":[null,\"",
        "sample_project-1.0rc1-py3-none-any.whl|sample_project-1.0rc2-py3-none-any.whl",
        "sample_project-1.0rc1-py3-none-any.whl|../../etc/passwd",
        "\"version\":\"1.0rc1\"|\"version\":\"latest\"",
        "\"uploadId\":\"0198c0de|\"uploadId\":\"zzzzzzzz",
        "\"uploadedAt\":\"2026-11-05T12:00:00.123456Z\"|\"uploadedAt\":\"noon\"",
        "\"uploadedAt\":\"2026-11-05T12:00:00.123456Z\"|\"uploadedAt\":1e999999999"
    })
    void refusesAMemberThatIsNotWhatItShouldBe(String right, String wrong) {
        EventRecord staged = codec.write(
                Examples.UPLOAD_ID, "test", Examples.NOON, Examples.all().get("upload-staged.trusted-publisher"));
        String json = staged.json().replace(right, wrong == null ? "" : wrong);
        assertThat(json).isNotEqualTo(staged.json());

        assertThat(codec.read(staged.topic(), staged.key(), sealed(staged.headers(), bytes(json)), bytes(json)))
                .isInstanceOf(Received.Refused.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examplesWithAFile")
    void refusesAFileOfAnotherRelease(String name, Event written) {
        EventRecord sent = codec.write(Examples.UPLOAD_ID, "test", Examples.NOON, written);
        String json = sent.json().replace("sample_project-1.0rc1", "sample_project-1.0rc2");

        assertThat(codec.read(sent.topic(), sent.key(), sealed(sent.headers(), bytes(json)), bytes(json)))
                .isInstanceOf(Received.Refused.class);
    }

    static Stream<Arguments> examplesWithAFile() {
        return Examples.all().entrySet().stream()
                .filter(example -> new EventCodec().json(example.getValue()).contains("\"filename\""))
                .map(example -> Arguments.of(example.getKey(), example.getValue()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "submission-judged.verified  | \"verdict\":\\{.*},\"verifier\"     | \"verdict\":{\"outcome\":\"unattested\"},\"verifier\"",
        "review-concluded.verified   | \"verdict\":\\{.*},\"verifier\"     | \"verdict\":{\"outcome\":\"unattested\"},\"verifier\"",
        "verdict-changed.invalid     | \"valid\":false                 | \"valid\":true",
        "verdict-changed.valid       | \"valid\":true                  | \"valid\":false",
        "provenance-changed.lost     | \"before\":\"0.9\"              | \"before\":\"1.0rc1\"",
        "upload-token-minted         | \"expiresAt\":\"2026-11-06      | \"expiresAt\":\"2026-11-05",
        "pending-publisher-added     | \"expiresAt\":\"2026-11-06      | \"expiresAt\":\"2026-11-05",
        "publisher-added.generic     | \"claims\":\\{[^}]*}            | \"claims\":{}",
        "publisher-added.github      | refs/tags/v[*]                 | v*",
        "policy-changed.strict       | \"version\":7                  | \"version\":-7",
        "policy-changed.strict       | \"onProvenanceLoss\":\"hold\"   | \"onProvenanceLoss\":\"HOLD\"",
        "project-status-changed.active | \"status\":\"active\"         | \"status\":\"retired\""
    })
    void refusesAnEventThatContradictsItself(String name, String right, String wrong) {
        EventRecord sent = codec.write(Examples.UPLOAD_ID, "test", Examples.NOON, Examples.all().get(name));
        String json = sent.json().replaceFirst(right, wrong);
        assertThat(json).isNotEqualTo(sent.json());

        assertThat(codec.read(sent.topic(), sent.key(), sealed(sent.headers(), bytes(json)), bytes(json)))
                .isInstanceOf(Received.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "{}", "\"text\"", "0", "{", "{\"project\":", "\u0000", "NaN", "//"})
    void refusesWhatIsNotTheEventsJson(String json) {
        assertThat(readJson(json)).isInstanceOf(Received.Refused.class);
    }

    @Test
    void refusesAnythingAfterTheEvent() {
        assertThat(readJson(record.json() + "{}")).isInstanceOf(Received.Refused.class);
    }

    @Test
    void refusesJsonThatIsNestedDeeply() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(readJson(record.json().replaceFirst("\\{", "{\"added\":" + deep + ","))).isInstanceOf(Received.Refused.class);
    }

    @Test
    void refusesAValueThatIsTooLarge() {
        byte[] value = bytes(" ".repeat(EventCodec.MAX_VALUE_BYTES + 1));

        assertThat(read(record.topic(), record.key(), sealed(record.headers(), value), value))
                .isEqualTo(new Received.Refused("expected at most 900000 bytes, found 900001"));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] value = bytes(record.json());
        value[record.json().indexOf("administrator")] = (byte) 0xff;

        assertThat(read(record.topic(), record.key(), sealed(record.headers(), value), value))
                .isEqualTo(new Received.Refused("expected a value in UTF-8"));
    }

    @Test
    void refusesATombstone() {
        assertThat(read(record.topic(), record.key(), record.headers(), null)).isInstanceOf(Received.Refused.class);
    }

    @Test
    void refusesAnEventThatWasDeliveredToAnotherTopic() {
        assertThat(read("verdicts", record.key(), record.headers(), bytes(record.json())))
                .isEqualTo(new Received.Refused("expected an event of topic verdicts"));
    }

    @Test
    void refusesAnAlteredValue() {
        assertThat(read(record.topic(), record.key(), record.headers(), bytes(record.json().replace("administrator", "Administrator"))))
                .isEqualTo(new Received.Refused("expected a value of the digest that ce_datadigest names"));
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 2.0", "ce_type, hallmark.verdict.reached", "ce_type, hallmark.project.deleted",
        "ce_topic, verdicts", "ce_schemaversion, 2", "ce_datadigest, sha-256:00", "ce_id, 7", "ce_time, noon"
    })
    void refusesAHeaderThatDisagrees(String name, String value) {
        Map<String, String> headers = new HashMap<>(record.headers());
        headers.put(name, value);

        assertThat(read(record.topic(), record.key(), headers, bytes(record.json()))).isInstanceOf(Received.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_type", "ce_topic", "ce_schemaversion", "ce_datadigest", "ce_id", "ce_time"})
    void refusesARecordThatLacksAHeader(String name) {
        Map<String, String> headers = new HashMap<>(record.headers());
        headers.remove(name);

        assertThat(read(record.topic(), record.key(), headers, bytes(record.json()))).isInstanceOf(Received.Refused.class);
    }

    @Test
    void refusesAHeaderWithoutAValue() {
        Map<String, String> headers = new HashMap<>(record.headers());
        headers.replaceAll((_, _) -> null);

        assertThat(read(record.topic(), record.key(), headers, bytes(record.json()))).isInstanceOf(Received.Refused.class);
    }

    @Test
    void refusesTheKeyOfAnotherProject() {
        assertThat(read(record.topic(), "other-project", record.headers(), bytes(record.json())))
                .isInstanceOf(Received.Refused.class);
    }

    @Test
    void refusesARecordWithoutAKey() {
        assertThat(read(record.topic(), null, record.headers(), bytes(record.json()))).isInstanceOf(Received.Refused.class);
    }

    @Test
    void refusesInOneShortLine() {
        Received received = readJson("{\"project\":\"" + "x\\n\\r".repeat(10_000) + "\"}");

        assertThat(((Received.Refused) received).why()).hasSizeLessThan(400).doesNotContainPattern("\\p{Cntrl}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.hallmark.contract.event.GoldenFilesTest#examples")
    void neverThrowsWhateverTheValueIs(String name, Event written) {
        EventRecord sent = codec.write(Examples.UPLOAD_ID, "test", Examples.NOON, written);
        byte[] json = bytes(sent.json());
        Random random = new Random(740);

        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = damaged(json, random);
            assertThat(codec.read(sent.topic(), sent.key(), sealed(sent.headers(), damaged), damaged)).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void refusesToAskForAVerdictThatCouldNotRepeatTheQuestion(Event large) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.write(Examples.UPLOAD_ID, "test", Examples.NOON, large))
                .withMessageContaining("at most 800000 bytes");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void saysBeforehandThatARecordCannotHoldTheEvent(Event large) {
        assertThat(codec.fits(large)).isFalse();
    }

    static Stream<Event> questions() {
        String attestations = "x".repeat(EventCodec.MAX_QUESTION_BYTES);
        return Stream.of(
                new UploadStaged(Examples.WHEEL, attestations),
                new AttestationsSubmitted(
                        Examples.SUBMISSION_ID,
                        Examples.WHEEL,
                        new ProjectPolicy.Attester("rebuilder", Examples.PUBLISHER),
                        attestations,
                        ProjectPolicy.INITIAL,
                        Examples.NOON),
                new ReviewRequested(
                        Examples.REVIEW_ID, Examples.WHEEL, Examples.PUBLISHER, attestations, Examples.NOON));
    }

    @Test
    void refusesToWriteMoreThanARecordMayHold() {
        Event large = new ProjectCreated(Examples.PROJECT, "x".repeat(EventCodec.MAX_VALUE_BYTES), Examples.NOON, "somebody");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.write(Examples.UPLOAD_ID, "test", Examples.NOON, large))
                .withMessageContaining("at most 900000 bytes");
    }

    @ParameterizedTest
    @EnumSource
    void readsAnEventOnEveryTopicOfItsKindAndOnNoOther(Topic topic) {
        Event announced = Examples.all().get("publisher-added");
        EventRecord sent = codec.write(Examples.UPLOAD_ID, "test", Examples.NOON, announced, Topic.PROJECTS);
        Map<String, String> headers = new HashMap<>(sent.headers());
        headers.put("ce_topic", topic.topicName());

        Received received = read(topic.topicName(), sent.key(), headers, bytes(sent.json()));

        assertThat(received instanceof Received.Accepted).isEqualTo(announced.type().topics().contains(topic));
    }

    @Test
    void tellsAnAnnouncedEventFromTheSameEventOnItsOwnTopic() {
        EventRecord announcement = codec.write(
                Examples.UPLOAD_ID, "test", Examples.NOON, Examples.all().get("publisher-added"), Topic.PROVENANCE_EVENTS);

        assertThat(read("projects", announcement.key(), announcement.headers(), bytes(announcement.json())))
                .isEqualTo(new Received.Refused("expected an event of topic projects"));
    }

    @Test
    void refusesToAnnounceWhatConcernsTheServicesOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.write(
                        Examples.UPLOAD_ID, "test", Examples.NOON, Examples.all().get("project-created"), Topic.PROVENANCE_EVENTS))
                .withMessageContaining("found PROVENANCE_EVENTS");
    }

    @Test
    void readsAValueThatItWroteByItself() {
        ProjectPolicy policy = ((PolicyChanged) Examples.all().get("policy-changed.strict")).policy();

        assertThat(codec.value(ProjectPolicy.class, codec.valueJson(policy))).isEqualTo(Parsed.valid(policy));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"version\":0               | \"version\":-1",
        "\"version\":0               | \"version\":\"0\"",
        "\"version\":0,              | ''",
        "\"version\":0               | \"version\":0,\"requiresAttestations\":true",
        "\"version\":0               | \"version\":0,\"version\":1",
        "\"attesters\":[]            | \"attesters\":null",
        "\"onProvenanceLoss\":\"allow\" | \"onProvenanceLoss\":\"deny\"",
        "}                           | }}"
    })
    void refusesAValueByItselfThatIsNotExactlyWhatItShouldBe(String right, String wrong) {
        String json = codec.valueJson(ProjectPolicy.INITIAL).replace(right, wrong);

        assertThat(codec.value(ProjectPolicy.class, json)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void refusesNoValueByItself() {
        assertThat(codec.value(ProjectPolicy.class, "null")).isInstanceOf(Parsed.Invalid.class);
    }

    private Received readJson(String json) {
        return read(record.topic(), record.key(), sealed(record.headers(), bytes(json)), bytes(json));
    }

    private Received read(String topic, String key, Map<String, String> headers, byte[] value) {
        return codec.read(topic, key, headers, value);
    }

    /// The headers of a sender that means this value.
    private static Map<String, String> sealed(Map<String, String> headers, byte[] value) {
        Map<String, String> sealed = new HashMap<>(headers);
        sealed.put("ce_datadigest", "sha-256:" + Sha256.of(value).hex());
        return sealed;
    }

    private static byte[] damaged(byte[] json, Random random) {
        byte[] damaged = json.clone();
        int place = random.nextInt(json.length);
        switch (random.nextInt(4)) {
            case 0 -> damaged[place] = (byte) random.nextInt(256);
            case 1 -> damaged[place] = (byte) "{}[]\",:0-e\\".charAt(random.nextInt(11));
            case 2 -> damaged = Arrays.copyOf(json, place);
            default -> System.arraycopy(json, 0, damaged, place, json.length - place);
        }
        return damaged;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
