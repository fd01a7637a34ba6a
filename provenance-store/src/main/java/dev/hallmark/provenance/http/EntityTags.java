package dev.hallmark.provenance.http;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tags of an `If-None-Match` header, compared weakly as RFC 9110, 13.1.2 asks for.
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    private final Set<String> tags;
    private final boolean any;

    private EntityTags(Set<String> tags, boolean any) {
        this.tags = Set.copyOf(tags);
        this.any = any;
    }

    /// @param lines all lines of the header
    public static EntityTags of(List<String> lines) {
        Set<String> tags = new HashSet<>();
        boolean any = false;
        for (String line : lines) {
            any |= line.strip().equals("*");
            Matcher tag = TAG.matcher(line);
            while (tag.find()) {
                tags.add(tag.group(1));
            }
        }
        return new EntityTags(tags, any);
    }

    /// @param etag strong, with its quotes
    public boolean match(String etag) {
        return any || tags.contains(etag);
    }
}
