/// For administrators: which files an identity built, whether their verdicts still stand, and what is to be done.
///
/// `GET /audit/files` finds attested files by workflow, commit, repository or signer, and by the proven time of signing.
/// `/audit/reviews` has what was found verified again; `/audit/quarantines` hides files, and shows them again;
/// `/audit/compromises` declares that an identity was in other hands between two times, for files to come as well.
/// Nothing here deletes anything. All of it needs the administrator's token.
@NullMarked
package dev.hallmark.provenance.audit;

import org.jspecify.annotations.NullMarked;
