/// `GET /provenance/{project}`: how the provenance of a project stands, as [dev.hallmark.provenance.states] has it.
@NullMarked
package dev.hallmark.provenance.standing;

import org.jspecify.annotations.NullMarked;
