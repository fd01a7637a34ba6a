package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// After all that was sent to the shared index: what it wrote down of it.
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedIndex.class)
class SecretsTest {

    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.");
    private static final Pattern TOKEN = Pattern.compile("pypi-hm[0-9A-Za-z]{20,}");

    @Test
    void appearInNoLog(Index index) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path log : index.logs()) {
            String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            index.secrets().stream().filter(text::contains).forEach(_ -> found.add("a secret that was used, in " + log));
            if (JWT.matcher(text).find()) {
                found.add("a JWT, in " + log);
            }
            if (TOKEN.matcher(text).find()) {
                found.add("a token, in " + log);
            }
        }

        assertThat(index.secrets()).isNotEmpty();
        assertThat(index.logs()).hasSizeGreaterThan(5);
        assertThat(found).isEmpty();
    }
}
