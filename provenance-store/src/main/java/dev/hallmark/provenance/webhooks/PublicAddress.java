package dev.hallmark.provenance.webhooks;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/// Tells the addresses of the public internet from all others (IANA's special-purpose registries, RFC 6890).
final class PublicAddress {

    private record Block(int first, int length) {

        boolean holds(int address) {
            return (address ^ first) >>> (32 - length) == 0;
        }
    }

    private static final Block[] SPECIAL = {
        block(0, 0, 0, 0, 8),
        block(10, 0, 0, 0, 8),
        block(100, 64, 0, 0, 10),
        block(127, 0, 0, 0, 8),
        block(169, 254, 0, 0, 16),
        block(172, 16, 0, 0, 12),
        block(192, 0, 0, 0, 24),
        block(192, 0, 2, 0, 24),
        block(192, 88, 99, 0, 24),
        block(192, 168, 0, 0, 16),
        block(198, 18, 0, 0, 15),
        block(198, 51, 100, 0, 24),
        block(203, 0, 113, 0, 24),
        // Multicast, reserved, broadcast.
        block(224, 0, 0, 0, 3)
    };

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress(), 0);
            case Inet6Address six -> isPublic(six.getAddress());
            default -> false;
        };
    }

    /// Global unicast only, without the documentation block; transition addresses count as the IPv4 address within.
    private static boolean isPublic(byte[] six) {
        int first = Byte.toUnsignedInt(six[0]) << 8 | Byte.toUnsignedInt(six[1]);
        int second = Byte.toUnsignedInt(six[2]) << 8 | Byte.toUnsignedInt(six[3]);
        if (first == 0x2002) {
            return isPublic(six, 2);
        }
        if (first == 0x0064 && second == 0xff9b) {
            return isPublic(six, 12);
        }
        boolean globalUnicast = first >>> 13 == 1;
        boolean special = first == 0x2001 && (second < 0x0200 || second == 0x0db8);
        return globalUnicast && !special && first != 0x3fff;
    }

    private static boolean isPublic(byte[] bytes, int from) {
        int address = word(bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]);
        for (Block block : SPECIAL) {
            if (block.holds(address)) {
                return false;
            }
        }
        return true;
    }

    private static Block block(int a, int b, int c, int d, int length) {
        return new Block(word((byte) a, (byte) b, (byte) c, (byte) d), length);
    }

    private static int word(byte a, byte b, byte c, byte d) {
        return Byte.toUnsignedInt(a) << 24 | Byte.toUnsignedInt(b) << 16 | Byte.toUnsignedInt(c) << 8 | Byte.toUnsignedInt(d);
    }
}
