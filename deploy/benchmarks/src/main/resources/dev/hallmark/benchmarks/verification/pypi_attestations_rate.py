"""Verifies a corpus with pypi-attestations and prints attestations a second, of the clock and of the processor.

Arguments: the corpus, its trust root, and how: "as-shipped" makes the verifier anew for each attestation, as the library
does with the trust root of production (from a file here, without the checks of TUF, in favour of the library);
"prepared" makes it once.
"""

import json
import pathlib
import sys
import time

from pypi_attestations import Attestation, Distribution, GitHubPublisher
from sigstore.models import TrustedRoot
from sigstore.verify import Verifier

corpus, trusted_root, how = sys.argv[1:]


def new_verifier():
    return Verifier(trusted_root=TrustedRoot.from_file(trusted_root))


prepared = new_verifier()
Verifier.production = classmethod(lambda cls, *, offline=False: prepared if how == "prepared" else new_verifier())
publisher = GitHubPublisher(repository="octo-org/octo-repo", workflow="release.yml")

questions = []
for line in pathlib.Path(corpus).read_text().splitlines()[:500]:
    upload = json.loads(json.loads(line)["json"])
    file = upload["file"]
    attestation = json.dumps(json.loads(upload["attestations"])[0])
    questions.append((attestation, Distribution(name=file["filename"], digest=file["sha256"])))


def verify(question):
    attestation, distribution = question
    Attestation.model_validate_json(attestation).verify(publisher, distribution)


for question in questions[:50]:
    verify(question)
clock, processor = time.perf_counter(), time.process_time()
for question in questions:
    verify(question)
clock, processor = time.perf_counter() - clock, time.process_time() - processor
print(len(questions) / clock, len(questions) / processor)
