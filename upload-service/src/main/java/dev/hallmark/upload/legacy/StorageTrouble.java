package dev.hallmark.upload.legacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells a full disk from other trouble. Neither the platform nor the driver has a type for it.
final class StorageTrouble {

    private static final int DEEPEST_CAUSE = 16;

    /// Linux, and PostgreSQL for itself.
    private static final List<String> FULL =
            List.of("No space left on device", "Disk quota exceeded", "could not extend file");

    private StorageTrouble() {}

    static boolean isFullDisk(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            String text = cause.toString();
            if (FULL.stream().anyMatch(text::contains)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
