package dev.hallmark.provenance.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.ConstructorDetector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hallmark.contract.Parsed;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What administrators send. Read strictly: a misspelt criterion that was ignored would mean more files than its author.
final class Body {

    /// @param all has to be true where criteria are missing
    record ReviewOrder(@Nullable Criteria criteria, @Nullable Boolean all, @Nullable String reason, @Nullable String by) {}

    /// @param uploadIds instead of criteria: files one by one
    record QuarantineOrder(
            @Nullable Criteria criteria, @Nullable List<UUID> uploadIds, @Nullable String reason, @Nullable String by) {}

    /// @param quarantine false leaves the files alone that are published already; true if it is missing
    record Declaration(
            @Nullable Criteria criteria, @Nullable Boolean quarantine, @Nullable String reason, @Nullable String by) {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .constructorDetector(ConstructorDetector.USE_PROPERTIES_BASED)
            .build();

    private Body() {}

    static <T> Parsed<T> parse(String json, Class<T> type) {
        try {
            @Nullable T body = MAPPER.readValue(json, type);
            return body == null ? Parsed.invalid("expected a JSON object, found null") : Parsed.valid(body);
        } catch (JsonProcessingException e) {
            String line = e.getOriginalMessage().replaceAll("\\p{Cntrl}+", " ");
            return Parsed.invalid("expected a JSON object: " + line.replaceAll("\\(class [^)]*\\)", ""));
        }
    }
}
