package dev.hallmark.standalone.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Where a request goes.
///
/// The decision is made on the percent-decoded path, and a path that two programs could read differently (dot segments,
/// doubled slashes, backslashes, control characters) is refused, so that no spelling reaches what is closed.
sealed interface Route {
    /// To a service.
    record To(Backend backend) implements Route { }

    /// Nowhere.
    record Refused(int status, String title, String message) implements Route { }

    /// Paths of upload-service, with everything below those that end with a slash.
    List<String> UPLOAD_PATHS = List.of("/_/oidc/", "/.well-known/pytp", "/legacy", "/legacy/", "/manage", "/manage/",
            "/uploads/", "/attestations/", "/submissions/");

    /// The route of a request line.
    static Route of(String method, String target) {
        if (method.equalsIgnoreCase("TRACE") || method.equalsIgnoreCase("CONNECT")) {
            return new Refused(405, "Method Not Allowed", "The method " + method.toUpperCase(Locale.ROOT) + " is not offered");
        }
        int query = target.indexOf('?');
        String decoded = decode(query < 0 ? target : target.substring(0, query));
        if (isAmbiguous(decoded)) {
            return new Refused(400, "Bad Request", "The request target is not a plain absolute path");
        }
        if (decoded.equals("/q") || decoded.startsWith("/q/")) {
            return new Refused(404, "Not Found", "Nothing is here");
        }
        return new To(UPLOAD_PATHS.stream().anyMatch(path -> matches(decoded, path))
                ? Backend.UPLOAD_SERVICE : Backend.PROVENANCE_STORE);
    }

    private static boolean matches(String decoded, String path) {
        return path.endsWith("/") ? decoded.startsWith(path) : decoded.equals(path);
    }

    private static boolean isAmbiguous(String decoded) {
        return !decoded.startsWith("/")
                || decoded.contains("//")
                || (decoded + "/").contains("/../")
                || (decoded + "/").contains("/./")
                || decoded.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\' || c == ';' || c == 0xfffd);
    }

    /// Decodes once; a malformed escape becomes a replacement character, which is refused.
    private static String decode(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        byte[] decoded = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte next = bytes[i];
            if (next == '%') {
                int value = i + 2 < bytes.length
                        ? Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16) : -1;
                boolean wellFormed = value >= 0 && Character.digit(bytes[i + 1], 16) >= 0
                        && Character.digit(bytes[i + 2], 16) >= 0;
                next = (byte) (wellFormed ? value : 0xff);
                i += 2;
            }
            decoded[length++] = next;
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }
}
