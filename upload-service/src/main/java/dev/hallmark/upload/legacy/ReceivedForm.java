package dev.hallmark.upload.legacy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A form as it came in: nothing of it is checked but its size.
///
/// @param fields values of every text field, in order
/// @param fileFields names of the fields that came as a file, other than `content` and the ignored `gpg_signature`
/// @param contents what came as `content`; the temporary file is the caller's to discard
record ReceivedForm(Map<String, List<String>> fields, Set<String> fileFields, List<Content> contents) {

    /// @param path the temporary file; of a second `content` nothing was kept and this is the first one's
    record Content(String filename, Path path) {}

    ReceivedForm {
        fields = Map.copyOf(fields);
        fileFields = Set.copyOf(fileFields);
        contents = List.copyOf(contents);
    }
}
