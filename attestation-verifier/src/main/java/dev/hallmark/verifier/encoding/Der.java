package dev.hallmark.verifier.encoding;

import dev.hallmark.verifier.refusal.Malformed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// Reads DER (X.690) value by value, as far as certificates need it: one-byte tags, definite and minimal lengths.
///
/// A reader stands inside one constructed value and never leaves it. The caller asks for the tag that the syntax wants
/// next and says with [#end] that nothing may follow.
public final class Der {

    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int UTF8_STRING = 0x0c;
    public static final int UTC_TIME = 0x17;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int SEQUENCE = 0x30;

    private static final int CONSTRUCTED = 0x20;
    private static final int MAX_OBJECT_IDENTIFIER_LENGTH = 32;

    private final byte[] bytes;
    private final int end;
    private final String what;
    private int position;

    private Der(byte[] bytes, int start, int end, String what) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
        this.what = what;
    }

    /// @param what names the bytes in refusals, with an article
    public static Der of(Octets octets, String what) {
        return new Der(octets.shared(), 0, octets.length(), what);
    }

    public static int contextTag(int number) {
        return 0xa0 | number;
    }

    /// The tag of the next value, or -1 at the end.
    public int peek() {
        return position < end ? bytes[position] & 0xff : -1;
    }

    public boolean isAtEnd() {
        return position == end;
    }

    /// Refuses anything more.
    public void end() throws Malformed {
        if (position != end) {
            throw new Malformed(what + " in DER, and nothing after it", (end - position) + " more bytes");
        }
    }

    /// The content of the next value, which must have this tag.
    public Octets content(int tag) throws Malformed {
        int start = header(tag);
        return Octets.owned(Arrays.copyOfRange(bytes, start, position));
    }

    /// The next value, which must have this tag, from tag to last byte.
    public Octets encoded(int tag) throws Malformed {
        int from = position;
        header(tag);
        return Octets.owned(Arrays.copyOfRange(bytes, from, position));
    }

    /// Into the next value, which must have this tag.
    public Der enter(int tag) throws Malformed {
        int start = header(tag);
        return new Der(bytes, start, position, what);
    }

    /// The text of a UTF8String.
    public String utf8String() throws Malformed {
        return StrictText.utf8(content(UTF8_STRING), what);
    }

    /// DER writes only the truth: FALSE is the default everywhere that we read and must be left out.
    public boolean booleanOrFalse() throws Malformed {
        if (peek() != BOOLEAN) {
            return false;
        }
        Octets value = content(BOOLEAN);
        if (value.length() != 1 || value.toArray()[0] != (byte) 0xff) {
            throw new Malformed(what + " in DER", "a BOOLEAN of another form than TRUE");
        }
        return true;
    }

    /// The content of an INTEGER that is not negative, in its minimal form.
    public Octets naturalNumber() throws Malformed {
        Octets value = content(INTEGER);
        byte[] digits = value.toArray();
        if (digits.length == 0 || digits[0] < 0 || (digits.length > 1 && digits[0] == 0 && digits[1] >= 0)) {
            throw new Malformed(what + " in DER", "an INTEGER that is negative or not minimal");
        }
        return value;
    }

    /// The bits of a BIT STRING that fills whole bytes.
    public Octets wholeBytes() throws Malformed {
        Octets value = content(BIT_STRING);
        if (value.length() < 1 || value.toArray()[0] != 0) {
            throw new Malformed(what + " in DER", "a BIT STRING that doesn't fill its last byte");
        }
        return value.slice(1, value.length());
    }

    /// Dotted decimal.
    public String objectIdentifier() throws Malformed {
        byte[] arcs = content(OBJECT_IDENTIFIER).toArray();
        if (arcs.length == 0 || arcs.length > MAX_OBJECT_IDENTIFIER_LENGTH || arcs[arcs.length - 1] < 0) {
            throw new Malformed(what + " in DER", "an OBJECT IDENTIFIER that is empty, cut or too long");
        }
        StringBuilder dotted = new StringBuilder();
        long arc = 0;
        boolean first = true;
        for (byte part : arcs) {
            if ((arc == 0 && (part & 0xff) == 0x80) || arc > Integer.MAX_VALUE) {
                throw new Malformed(what + " in DER", "an OBJECT IDENTIFIER with an arc that is not minimal or too large");
            }
            arc = (arc << 7) | (part & 0x7f);
            if (part < 0) {
                continue;
            }
            if (first) {
                long root = Math.min(arc / 40, 2);
                dotted.append(root).append('.').append(arc - root * 40);
                first = false;
            } else {
                dotted.append('.').append(arc);
            }
            arc = 0;
        }
        return dotted.toString();
    }

    /// Refuses bytes that are not exactly one value with definite lengths, nested no deeper than `maxDepth`: for input that a
    /// less strict reader will take apart.
    public static void requireOneValue(Octets octets, int maxDepth, String what) throws Malformed {
        Der reader = of(octets, what);
        reader.skip(maxDepth);
        reader.end();
    }

    private void skip(int maxDepth) throws Malformed {
        boolean constructed = (peek() & CONSTRUCTED) != 0;
        int start = header(peek());
        if (!constructed) {
            return;
        }
        if (maxDepth == 0) {
            throw new Malformed(what + " in DER of bounded depth", "a deeper one");
        }
        Der content = new Der(bytes, start, position, what);
        while (!content.isAtEnd()) {
            content.skip(maxDepth - 1);
        }
    }

    /// One constructed value around values that are DER already.
    public static Octets wrap(int tag, List<Octets> values) {
        int length = values.stream().mapToInt(Octets::length).sum();
        int lengthBytes = length < 0x80 ? 0 : (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        ByteBuffer whole = ByteBuffer.allocate(2 + lengthBytes + length);
        whole.put((byte) tag).put((byte) (lengthBytes == 0 ? length : 0x80 | lengthBytes));
        for (int rest = lengthBytes - 1; rest >= 0; rest--) {
            whole.put((byte) (length >>> (8 * rest)));
        }
        values.forEach(value -> whole.put(value.shared()));
        return Octets.owned(whole.array());
    }

    /// Reads tag and length, leaves [#position] after the value and answers where its content starts.
    private int header(int tag) throws Malformed {
        if (peek() != tag || tag < 0) {
            throw new Malformed(what + " in DER with tag " + tagName(tag) + " next", tagName(peek()));
        }
        position++;
        int length = octet();
        if (length >= 0x80) {
            int count = length & 0x7f;
            length = 0;
            for (int i = 0; i < count && length < 1 << 16; i++) {
                length = (length << 8) | octet();
            }
            if (count == 0 || count > 3 || length < 0x80 || length >>> (8 * (count - 1)) == 0) {
                throw new Malformed(what + " in DER", "a length that is indefinite, not minimal or too large");
            }
        }
        if (length > end - position) {
            throw new Malformed(what + " in DER", "a value that is cut");
        }
        int start = position;
        position += length;
        return start;
    }

    private int octet() throws Malformed {
        if (position >= end) {
            throw new Malformed(what + " in DER", "a value that is cut");
        }
        return bytes[position++] & 0xff;
    }

    private static String tagName(int tag) {
        return tag < 0 ? "the end" : String.format("0x%02x", tag);
    }
}
