package dev.hallmark.verifier.refusal;

/// Foreign text made fit for one line of a log, an HTTP reason phrase or a page: printable ASCII of bounded length.
public final class Quoted {

    private static final int MAX_LENGTH = 200;

    private Quoted() {}

    /// In single quotes; what isn't printable ASCII is written as `\\uXXXX`, what is too long is cut.
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), MAX_LENGTH); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append(text.length() > MAX_LENGTH ? "'... (" + text.length() + " characters)" : "'").toString();
    }
}
