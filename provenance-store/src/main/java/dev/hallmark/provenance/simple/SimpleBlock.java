package dev.hallmark.provenance.simple;

import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.catalogue.FilePlace;
import dev.hallmark.provenance.catalogue.ListedFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Some neighbouring files of a project as they stand on its page, rendered and compressed.
///
/// Where a block begins is a matter of the file's name alone. So the same files give the same blocks, and the page the
/// same bytes, whatever was published, deleted or rendered anew in which order; and a change of one file touches its own
/// block, or the one before it too when it is the file that a block begins with.
///
/// @param first where the block begins
/// @param filenames in order
/// @param versions of the files in order, equal ones once and in the spelling of the first
/// @param digest of the rendered bytes
record SimpleBlock(
        FilePlace first, List<String> filenames, List<Version> versions, Deflated json, Deflated html, Sha256 digest) {

    /// One file in so many begins a block.
    private static final int MEAN_FILES = 64;

    SimpleBlock {
        filenames = List.copyOf(filenames);
        versions = List.copyOf(versions);
    }

    /// @param ordered all files from the beginning of a block to the beginning of another, or to the end of the project
    static List<SimpleBlock> of(List<ListedFile> ordered, FileLinks links) {
        List<SimpleBlock> blocks = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= ordered.size(); i++) {
            if (i == ordered.size() || begins(ordered.get(i).filename())) {
                blocks.add(render(ordered.subList(begin, i), links));
                begin = i;
            }
        }
        return blocks;
    }

    static boolean begins(String filename) {
        return Integer.remainderUnsigned(Integer.parseUnsignedInt(sha256(filename).hex(), 0, 8, 16), MEAN_FILES) == 0;
    }

    private static SimpleBlock render(List<ListedFile> files, FileLinks links) {
        byte[] json = SimpleJson.files(files, links);
        byte[] html = SimpleHtml.files(files, links);
        return new SimpleBlock(
                files.getFirst().place(),
                files.stream().map(ListedFile::filename).toList(),
                files.stream().map(ListedFile::version).distinct().toList(),
                Deflated.of(json),
                Deflated.of(html),
                Sha256.of(ByteBuffer.allocate(json.length + html.length).put(json).put(html).array()));
    }

    private static Sha256 sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
