package dev.hallmark.upload;

import com.fasterxml.jackson.annotation.JsonIgnoreType;
import dev.hallmark.contract.Sha256;
import java.nio.charset.StandardCharsets;

/// A text that must not be written anywhere by accident: it is compared in constant time and stored as its digest.
@JsonIgnoreType
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    public static Secret of(String text) {
        return new Secret(text);
    }

    /// The text itself, for the one place that has to show it.
    public String reveal() {
        return text;
    }

    public Sha256 sha256() {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return text.length();
    }

    /// Constant-time: the digests are compared, and theirs is.
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && sha256().equals(that.sha256());
    }

    @Override
    public int hashCode() {
        return sha256().hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
