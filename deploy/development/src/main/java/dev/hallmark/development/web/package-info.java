/// The few lines that put an endpoint behind the JDK's HTTP server.
///
/// Loopback only: a request whose `Host` is not a loopback name is refused, so that a web page cannot reach the
/// authorities by rebinding a name, and a body must be JSON, so that a browser asks first before it sends one.
@NullMarked
package dev.hallmark.development.web;

import org.jspecify.annotations.NullMarked;
