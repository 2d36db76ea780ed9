// Bundles what comes from npm into js/dist, which Trunk copies into the site: the editor, and the
// two pages that show a program's API docs. Each is fetched when it is first needed.
import { build } from "esbuild";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "dist");
const common = { bundle: true, minify: true, legalComments: "none", target: "es2022", logLevel: "warning" };

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "docs"), { recursive: true });
await Promise.all([
  build({ ...common, entryPoints: [join(here, "editor.js")], format: "esm", outfile: join(out, "editor.js") }),
  build({
    ...common,
    entryPoints: [join(here, "docs/swagger.js")],
    format: "iife",
    outfile: join(out, "docs/swagger.js"),
    // The bundle's own logo and icons are inlined; nothing is fetched from elsewhere.
    loader: { ".png": "dataurl", ".svg": "dataurl" },
  }),
  build({ ...common, entryPoints: [join(here, "docs/redoc.js")], format: "iife", outfile: join(out, "docs/redoc.js") }),
  copyFile(join(here, "../node_modules/redoc/bundles/redoc.standalone.js"), join(out, "docs/redoc.standalone.js")),
  copyFile(join(here, "docs/swagger.html"), join(out, "docs/swagger.html")),
  copyFile(join(here, "docs/redoc.html"), join(out, "docs/redoc.html")),
]);
