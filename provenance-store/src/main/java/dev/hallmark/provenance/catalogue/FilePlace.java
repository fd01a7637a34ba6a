package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.Version;
import java.util.Comparator;

/// Where a file stands in a listing of its project: by version, then by name, which no two files of a project share.
public record FilePlace(Version version, String filename) implements Comparable<FilePlace> {

    private static final Comparator<FilePlace> ORDER =
            Comparator.comparing(FilePlace::version).thenComparing(FilePlace::filename);

    @Override
    public int compareTo(FilePlace other) {
        return ORDER.compare(this, other);
    }
}
