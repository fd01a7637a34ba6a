/// The whole path on real parts, as people and clients meet it: the launcher's own processes, real Kafka, PostgreSQL,
/// signatures and clients.
///
/// [Index] runs `./hallmark up`, [Manage] is its administrator, [Upload] an upload client, [Reader] an installer,
/// [CiJob] a CI job and [PythonClients] the real twine, uv, pip and pypi-attestations.
package dev.hallmark.endtoend;
