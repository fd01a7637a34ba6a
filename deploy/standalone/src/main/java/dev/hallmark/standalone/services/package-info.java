/// The three services and the local authorities, as child processes with the configuration that a cluster would give.
///
/// Environment variables carry what is one value; `<data>/settings/<service>.properties` carries maps. The operator's
/// `<data>/settings/<service>.local.properties` is merged over both and wins.
@NullMarked
package dev.hallmark.standalone.services;

import org.jspecify.annotations.NullMarked;
