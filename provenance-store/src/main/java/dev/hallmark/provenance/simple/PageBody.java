package dev.hallmark.provenance.simple;

import com.github.luben.zstd.Zstd;
import dev.hallmark.contract.Version;
import dev.hallmark.provenance.catalogue.FilePlace;
import dev.hallmark.provenance.http.ContentCoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Joins a project's page from its head, its blocks and its tail.
final class PageBody {

    /// Fast, and denser than gzip's default.
    private static final int ZSTD_LEVEL = 3;

    /// What one form of a page needs of a block.
    record Block(FilePlace first, List<Version> versions, Deflated body) {}

    private PageBody() {}

    /// @param stored the project's blocks, in any order
    static byte[] of(PageState state, List<Block> stored, boolean json, ContentCoding coding) {
        List<Block> blocks = state.showsFiles()
                ? stored.stream().sorted(Comparator.comparing(Block::first)).toList()
                : List.of();
        List<Deflated> pieces = new ArrayList<>();
        pieces.add(Deflated.of(json ? SimpleJson.head() : SimpleHtml.head(state)));
        Deflated comma = Deflated.of(SimpleJson.separator());
        for (Block block : blocks) {
            if (json && pieces.size() > 1) {
                pieces.add(comma);
            }
            pieces.add(block.body());
        }
        pieces.add(Deflated.of(json ? SimpleJson.tail(state, versions(blocks)) : SimpleHtml.tail(state)));
        return encoded(pieces, coding);
    }

    static byte[] encoded(List<Deflated> pieces, ContentCoding coding) {
        byte[] plain = Deflated.plain(pieces);
        return switch (coding) {
            case IDENTITY -> plain;
            case GZIP -> Deflated.gzip(pieces, plain);
            // One frame, although RFC 8878 allows several: readers are known that stop after the first.
            case ZSTD -> Zstd.compress(plain, ZSTD_LEVEL);
        };
    }

    /// Equal ones once, in the spelling of the first.
    private static List<String> versions(List<Block> blocks) {
        return blocks.stream().flatMap(block -> block.versions().stream()).distinct().map(Version::toString).toList();
    }
}
