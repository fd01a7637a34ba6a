// Answers for each line of standard input, a bundle as JSON, with "accepted" or why not.
const { bundleFromJSON } = require("@sigstore/bundle");
const { TrustedRoot } = require("@sigstore/protobuf-specs");
const { toSignedEntity, toTrustMaterial, Verifier } = require("@sigstore/verify");
const { readFileSync } = require("fs");

const root = TrustedRoot.fromJSON(JSON.parse(readFileSync(process.argv[2], "utf8")));
const verifier = new Verifier(toTrustMaterial(root));
for (const line of readFileSync(0, "utf8").split("\n").filter((text) => text !== "")) {
  let answer = "accepted";
  try {
    verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(line))));
  } catch (error) {
    answer = String(error.message).replace(/\s+/g, " ");
  }
  console.log(answer);
}
