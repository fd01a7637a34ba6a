package dev.hallmark.verifier.refusal;

/// Input that a parser does not accept.
///
/// It is a checked exception so that the compiler proves that none gets past the parser's entry method, which turns it
/// into a [Checked.Refused]. Any other exception is a bug of ours. It has no stack trace: hostile input is not an event
/// worth one.
public final class Malformed extends Exception {

    private final String expected;
    private final String actual;

    /// @param expected in plain words, to be read after "expected"
    /// @param actual in plain words, to be read after "found"; foreign text in it went through [Quoted]
    public Malformed(String expected, String actual) {
        super("expected " + expected + ", found " + actual, null, false, false);
        this.expected = expected;
        this.actual = actual;
    }

    public String expected() {
        return expected;
    }

    public String actual() {
        return actual;
    }
}
