package dev.hallmark.provenance.files;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which bytes of a file a request asks for (RFC 9110, 14). One range is served; a list of them is a request for all, as
/// the standard allows.
sealed interface ByteRange {

    /// The whole file.
    record Whole() implements ByteRange {}

    /// @param first offset of the first byte
    /// @param length at least 1
    record Part(long first, long length) implements ByteRange {
        String contentRange(long size) {
            return "bytes " + first + "-" + (first + length - 1) + "/" + size;
        }
    }

    /// No byte of the file lies in the range.
    record Unsatisfiable() implements ByteRange {}

    /// @param lines of the `Range` header
    static ByteRange of(List<String> lines, long size) {
        if (lines.size() != 1) {
            return new Whole();
        }
        Matcher range = Syntax.RANGE.matcher(lines.getFirst());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return new Whole();
        }
        if (range.group(1).isEmpty()) {
            return suffix(Long.parseLong(range.group(2)), size);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        if (last < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1) - first + 1);
    }

    private static ByteRange suffix(long length, long size) {
        if (length == 0 || size == 0) {
            return new Unsatisfiable();
        }
        long served = Math.min(length, size);
        return new Part(size - served, served);
    }

    /// Apart because fields of an interface are public.
    final class Syntax {
        private static final Pattern RANGE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*", Pattern.CASE_INSENSITIVE);

        private Syntax() {}
    }
}
