package dev.hallmark.provenance.simple;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks the database once for all who want to know at the same time.
///
/// Whoever comes while a question is under way waits for the next one. So no answer is older than its question, which is
/// what a cache can't promise, and the busier the index is, the more requests share a round trip.
///
/// Confined to one thread, an event loop.
final class SharedQuestion<K, V> {

    private record Round<K, V>(Set<K> keys, Promise<Map<K, V>> answer) {}

    private final Function<Set<K>, Future<Map<K, V>>> question;
    private boolean asking;
    private @Nullable Round<K, V> next;

    SharedQuestion(Function<Set<K>, Future<Map<K, V>>> question) {
        this.question = question;
    }

    Future<Optional<V>> ask(K key) {
        if (next == null) {
            next = new Round<>(new HashSet<>(), Promise.promise());
        }
        Round<K, V> mine = next;
        mine.keys().add(key);
        if (!asking) {
            askNext();
        }
        return mine.answer().future().map(answers -> Optional.ofNullable(answers.get(key)));
    }

    private void askNext() {
        Round<K, V> round = next;
        if (round == null) {
            return;
        }
        next = null;
        asking = true;
        question.apply(round.keys()).onComplete(answers -> {
            asking = false;
            askNext();
            round.answer().handle(answers);
        });
    }
}
