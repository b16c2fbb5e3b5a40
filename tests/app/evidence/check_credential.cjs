// A second opinion on a credential, by other hands than the server's: Node's own cryptography, and ajv on the
// published JSON schemas. Reads {token, jwk, schemas} from standard input; prints a list of complaints as JSON.
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const complaints = [];
const [header, payload, signature] = asked.token.split(".");
const key = crypto.createPublicKey({ key: asked.jwk, format: "jwk" });
const signed = Buffer.from(`${header}.${payload}`);
if (!crypto.verify("RSA-SHA256", signed, key, Buffer.from(signature, "base64url"))) {
  complaints.push("the signature is not right");
}
const credential = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
for (const each of asked.schemas) {
  const Ajv = require(path.join(asked.modules, "ajv", "dist", each.dialect)).default;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile(JSON.parse(fs.readFileSync(each.file, "utf8")));
  if (!validate(credential)) {
    complaints.push(...validate.errors.map((error) => `${each.file}: ${error.instancePath} ${error.message}`));
  }
}
process.stdout.write(JSON.stringify(complaints));
