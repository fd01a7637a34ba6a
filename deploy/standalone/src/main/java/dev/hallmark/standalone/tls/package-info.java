/// A certificate authority of the data folder's own, and the gateway's certificate from it.
@NullMarked
package dev.hallmark.standalone.tls;

import org.jspecify.annotations.NullMarked;
