package dev.hallmark.verifier.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.development.sigstore.TrustedRoot.Window;
import dev.hallmark.verifier.verification.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TufSourceTest {

    private static final String FIRST = World.SIGSTORE.trustedRoot().json();
    private static final String SECOND =
            World.SIGSTORE.trustedRoot().withLogWindow(Window.from(World.NOW.minusSeconds(5))).json();

    @TempDir
    Path directory;

    private TufRepository repository;
    private TrustRootSource source;

    @BeforeEach
    void publish() throws IOException {
        repository = new TufRepository();
        repository.publish(1, FIRST);
        source = new TrustRootSource.Tuf(
                repository.url(), Optional.of(repository.root(directory)), directory.resolve("cache"), Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        repository.close();
    }

    @Test
    void readsTheNewest() throws IOException {
        assertThat(source.read()).asString().isEqualTo(FIRST);

        repository.publish(2, SECOND);

        assertThat(source.read()).asString().isEqualTo(SECOND);
    }

    @Test
    void takesNothingThatAnotherKeySigned() throws IOException {
        source.read();
        repository.loseKey();
        repository.publish(2, SECOND);

        assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessageContaining("no update from");
    }

    @Test
    void takesNothingOlderThanItSaw() throws IOException {
        repository.publish(2, SECOND);
        source.read();
        repository.publish(1, FIRST);

        assertThatThrownBy(source::read).isInstanceOf(IOException.class);
    }

    @Test
    void takesNothingThatExpired() {
        repository.publish(2, SECOND, Duration.ofSeconds(-5));

        assertThatThrownBy(source::read).isInstanceOf(IOException.class);
    }
}
