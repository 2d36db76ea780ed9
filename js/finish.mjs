// After Trunk has built the site: the inline scripts that it writes into the page become files, so
// that the Content-Security-Policy can refuse every inline script, and the text of the guide is written
// into static pages, which are there before any wasm runs.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const dist = process.env.TRUNK_STAGING_DIR;
const base = process.env.TRUNK_PUBLIC_URL ?? "/";
const page = join(dist, "index.html");
let html = await readFile(page, "utf8");

for (const [whole, attributes, source] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
  if (!source.trim()) continue;
  const name = `start-${createHash("sha256").update(source).digest("hex").slice(0, 16)}.js`;
  await writeFile(join(dist, name), `${source.trim()}\n`);
  const kept = attributes.replace(/\s+nonce="[^"]*"/, "");
  html = html.replace(whole, () => `<script${kept} src="${base}${name}"></script>`);
}
await writeFile(page, html);

const prerender = ["run", "--quiet", "--package", "playground-lessons", "--bin", "prerender", "--", dist];
execFileSync("cargo", prerender, { stdio: "inherit" });
