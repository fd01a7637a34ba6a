package dev.hallmark.development.sigstore;

import dev.hallmark.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// The signed statement of the log about its size and root hash, as a signed note: the text, an empty line, and one
/// line per signature that starts with an em dash.
///
/// @param origin the log's name and tree, such as `127.0.0.1 - 42`
record Checkpoint(String origin, long treeSize, Sha256 root) {

    /// @param signer the name under which the log signs
    String sign(String signer, SigningKey key, boolean spoilt) {
        String text = origin + "\n" + treeSize + "\n" + Base64.getEncoder().encodeToString(root.toBytes()) + "\n";
        Bytes signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        Bytes keyHint = Bytes.of(Arrays.copyOf(key.id().toBytes(), 4));
        Bytes hinted = keyHint.followedBy((spoilt ? signature.withLastByteChanged() : signature).toArray());
        return text + "\n\u2014 " + signer + " " + hinted.base64() + "\n";
    }
}
