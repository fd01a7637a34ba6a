/// One origin for the whole index, on http and https: uploads and management go to upload-service, the rest is read
/// from provenance-store.
///
/// HTTP/1.1 only, because twine and others read the reason phrase, which HTTP/2 has not. Bodies stream through in both
/// directions. Services are told where a request came from by `X-Forwarded-*` headers, which no client can send.
@NullMarked
package dev.hallmark.standalone.gateway;

import org.jspecify.annotations.NullMarked;
