/// The states of provenance: of a release by itself, and against the release before it.
///
/// | of a release | its files |
/// |---|---|
/// | `none`, `partial`, `full` | none, some or all of them have an attestation of the kind |
/// | inconsistent | attested ones come from more than one source or workflow |
///
/// Publish attestations and build provenance (SLSA) are counted apart. An attestation counts if the file's own publisher made
/// it; what auditors add says nothing of where a file comes from.
///
/// The release before is the latest one that came into being earlier and has any publish attestation, as the public index
/// has it; releases between without any are skipped, so that provenance which was lost stays lost until it comes back. The
/// public index looks back fourteen days only. Here there is no such limit: a thief of credentials could wait that long.
/// Sources and workflows are compared; environments, refs and ids of the forge are not.
@NullMarked
package dev.hallmark.provenance.states;

import org.jspecify.annotations.NullMarked;
