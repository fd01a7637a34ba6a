package dev.hallmark.standalone;

import dev.hallmark.standalone.services.Installation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The data folder that a command means.
final class DataOption {
    private DataOption() { }

    static Path orDefault(@Nullable Path given) {
        return (given == null ? Installation.current().home().resolve("data") : given).toAbsolutePath().normalize();
    }
}
