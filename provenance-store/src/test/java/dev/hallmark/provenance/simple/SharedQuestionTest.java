package dev.hallmark.provenance.simple;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedQuestionTest {

    private record Asked(Set<String> keys, Promise<Map<String, Integer>> answer) {}

    private final List<Asked> asked = new ArrayList<>();
    private final SharedQuestion<String, Integer> question = new SharedQuestion<>(keys -> {
        Asked one = new Asked(keys, Promise.promise());
        asked.add(one);
        return one.answer().future();
    });

    @Test
    void asksAtOnceWhenNothingIsUnderWay() {
        Future<Optional<Integer>> answer = question.ask("a");
        asked.getFirst().answer().complete(Map.of("a", 1));
        assertThat(answer.result()).contains(1);
    }

    @Test
    void asksOnceForAllThatComeMeanwhile() {
        question.ask("a");
        question.ask("b");
        question.ask("c");
        asked.getFirst().answer().complete(Map.of());
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).keys()).containsExactlyInAnyOrder("b", "c");
    }

    /// What was committed after a question began may be missing from its answer.
    @Test
    void givesNobodyAnAnswerThatIsOlderThanTheirQuestion() {
        question.ask("a");
        Future<Optional<Integer>> late = question.ask("a");
        asked.getFirst().answer().complete(Map.of("a", 1));
        asked.get(1).answer().complete(Map.of("a", 2));
        assertThat(late.result()).contains(2);
    }

    @Test
    void answersThatAKeyIsUnknown() {
        Future<Optional<Integer>> answer = question.ask("a");
        asked.getFirst().answer().complete(Map.of("b", 1));
        assertThat(answer.result()).isEmpty();
    }

    @Test
    void tellsEveryoneThatItFailed() {
        Future<Optional<Integer>> first = question.ask("a");
        asked.getFirst().answer().fail("no database");
        assertThat(first.failed()).isTrue();
    }

    @Test
    void goesOnAfterAFailure() {
        question.ask("a");
        Future<Optional<Integer>> next = question.ask("b");
        asked.getFirst().answer().fail("no database");
        asked.get(1).answer().complete(Map.of("b", 3));
        assertThat(next.result()).contains(3);
    }
}
