package dev.hallmark.upload.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.upload.Secret;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenTextTest {

    @Test
    void startsAsScannersExpectAndChecksItself() {
        Secret token = TokenText.random();

        assertThat(token.reveal()).matches("pypi-hm[0-9A-Za-z]{49}");
        assertThat(TokenText.isWellFormed(token)).isTrue();
    }

    @Test
    void isAnotherOneEachTime() {
        assertThat(Stream.generate(() -> TokenText.random().reveal()).limit(1000).distinct()).hasSize(1000);
    }

    static Stream<String> others() {
        String good = TokenText.random().reveal();
        char last = good.charAt(good.length() - 1);
        return Stream.of(
                "", "pypi-", good + "a", " " + good, good.substring(1), good.substring(0, good.length() - 1) + (last == 'a' ? 'b' : 'a'));
    }

    @ParameterizedTest
    @MethodSource("others")
    void knowsThatAnotherTextIsNone(String text) {
        assertThat(TokenText.isWellFormed(Secret.of(text))).isFalse();
    }

    @Test
    void showsNothingOfASecret() {
        assertThat(Secret.of("tell nobody")).hasToString("[secret]").isEqualTo(Secret.of("tell nobody"));
    }
}
