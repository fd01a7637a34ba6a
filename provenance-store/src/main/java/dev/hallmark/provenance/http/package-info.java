/// What all read APIs share of HTTP: content negotiation, conditional requests, cross-origin headers (RFC 9110).
@NullMarked
package dev.hallmark.provenance.http;

import org.jspecify.annotations.NullMarked;
