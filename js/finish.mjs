// After Trunk has built the site: the inline scripts that it writes into the page become files, so
// that the Content-Security-Policy can refuse every inline script, and the text of the guide is written
// into static pages, which are there before any wasm runs. The worker's files get
// names that change with their content, like the others: a page never meets an older engine.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildParts } from "./parts.mjs";

const dist = process.env.TRUNK_STAGING_DIR;
const base = process.env.TRUNK_PUBLIC_URL ?? "/";
const page = join(dist, "index.html");
let html = await readFile(page, "utf8");

const hash = (...contents) => {
  const sum = createHash("sha256");
  for (const content of contents) sum.update(content);
  return sum.digest("hex").slice(0, 16);
};

for (const [whole, attributes, source] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
  if (!source.trim()) continue;
  const name = `start-${hash(source)}.js`;
  await writeFile(join(dist, name), `${source.trim()}\n`);
  const kept = attributes.replace(/\s+nonce="[^"]*"/, "");
  html = html.replace(whole, () => `<script${kept} src="${base}${name}"></script>`);
}

const worker = "playground-worker";
const glue = await readFile(join(dist, `${worker}.js`));
const wasm = await readFile(join(dist, `${worker}_bg.wasm`));
const named = `${worker}-${hash(glue, wasm)}`;
await rename(join(dist, `${worker}.js`), join(dist, `${named}.js`));
await rename(join(dist, `${worker}_bg.wasm`), join(dist, `${named}_bg.wasm`));
await rm(join(dist, `${worker}_loader.js`));
const parts = await buildParts(dist, process.env.TRUNK_PROFILE === "release");
const loader = `self.playgroundParts = ${JSON.stringify(parts)};\nimportScripts("./${named}.js");\nwasm_bindgen({ module_or_path: "./${named}_bg.wasm" });\n`;
await writeFile(join(dist, `${named}_loader.js`), loader);
html = html.replace("</title>", `</title>\n    <meta name="playground-worker" content="${named}_loader.js" />`);
await writeFile(page, html);
// While the site is worked on, its pages are written anew whenever the content changes: from this one.
// The page asks again and again whether that has happened, and then loads itself again.
if (process.env.TRUNK_PROFILE !== "release") {
  html = html.replace("</title>", `</title>\n    <script src="${base}reload.js" defer></script>`);
  await writeFile(page, html);
  await writeFile(join(dist, "shell.html"), html);
  await writeFile(join(dist, "version.txt"), "0");
  const ask = `fetch("${base}version.txt", { cache: "no-store" }).then((answer) => answer.text()).catch(() => undefined)`;
  const reload = `let first;\nsetInterval(async () => {\n  const now = await ${ask};\n  first ??= now;\n  if (now !== undefined && now !== first) location.reload();\n}, 500);\n`;
  await writeFile(join(dist, "reload.js"), reload);
}

const prerender = ["run", "--quiet", "--package", "playground-lessons", "--bin", "prerender", "--", dist];
execFileSync("cargo", prerender, { stdio: "inherit" });
