// Unpack the pinned Chromium with its libraries and fonts into $TMPDIR.
//
// The package's own executablePath() leaves out the NSS libraries unless it runs on one
// provider's machines, and a bare Linux lacks them: hence each archive by name.
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { inflate } from "@sparticuz/chromium";

const entry = fileURLToPath(import.meta.resolve("@sparticuz/chromium"));
const archives = join(dirname(dirname(entry)), "bin");

for (const name of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"]) {
  await inflate(join(archives, name));
}
