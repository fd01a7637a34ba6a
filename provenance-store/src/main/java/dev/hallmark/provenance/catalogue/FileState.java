package dev.hallmark.provenance.catalogue;

import java.util.Locale;

/// What readers may see of a file that passed verification.
public enum FileState {
    /// Listed, and there to be downloaded.
    PUBLISHED,
    /// Thought to be unsafe: neither listed nor to be downloaded, until somebody decides otherwise.
    QUARANTINED,
    /// Gone for good; its name never comes back, and what is known about it stays.
    DELETED;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FileState ofColumn(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
