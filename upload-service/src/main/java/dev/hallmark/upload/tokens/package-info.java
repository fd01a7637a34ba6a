/// Tokens that upload: long-lived API tokens, and upload tokens that an ID token was exchanged for.
@NullMarked
package dev.hallmark.upload.tokens;

import org.jspecify.annotations.NullMarked;
