/// PostgreSQL as a child process, from the server binaries that a Maven artefact carries.
///
/// The server is initialised with password authentication only and with one database and one role for each service
/// that keeps state. `fsync` and `synchronous_commit` are on: an acknowledged upload is on the disk.
@NullMarked
package dev.hallmark.standalone.postgres;

import org.jspecify.annotations.NullMarked;
