"""Prints for each case of a folder its name, a tab, and why sigstore-python refuses the bundle, or nothing."""

import hashlib
import json
import pathlib
import sys

from sigstore.models import Bundle, TrustedRoot
from sigstore.verify import Verifier
from sigstore.verify.policy import Identity


def verify(case: pathlib.Path) -> None:
    bundle = Bundle.from_json((case / "bundle.sigstore.json").read_bytes())
    verifier = Verifier(trusted_root=TrustedRoot.from_file(str(case / "trusted_root.json")))
    policy = Identity(identity=(case / "identity").read_text(), issuer=(case / "issuer").read_text())
    artifact = (case / "artifact").read_bytes()
    if "dsseEnvelope" not in json.loads(bundle.to_json()):
        verifier.verify_artifact(artifact, bundle, policy)
        return
    _, payload = verifier.verify_dsse(bundle, policy)
    digest = hashlib.sha256(artifact).hexdigest()
    if digest not in [subject["digest"].get("sha256") for subject in json.loads(payload)["subject"]]:
        raise ValueError("the statement is about other files")


for case in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    try:
        verify(case)
        refusal = ""
    except Exception as why:  # whatever it is, it is a refusal
        refusal = f"{type(why).__name__}: {why}".replace("\n", " ").replace("\t", " ")
    print(f"{case.name}\t{refusal}")
