// Builds the parts of the engine that are WebAssembly modules of their own, fetched only for the programs that need them, and gives them
// names that change with their content. Returns, for the worker's loader, the files of each part: script and module, or Python alone.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PARTS = ["crypto", "sqlite", "names"];
const WASM_OPT = [
  "-Os",
  ..."bulk-memory nontrapping-float-to-int sign-ext mutable-globals reference-types multivalue"
    .split(" ")
    .map((feature) => `--enable-${feature}`),
];

function compile(part, release) {
  const profile = release ? "wasm" : "dev";
  const target = ["--lib", "--target", "wasm32-unknown-unknown", "--profile", profile];
  const command = ["build", "--package", `playground-${part}`, ...target, "--message-format", "json-render-diagnostics"];
  const told = execFileSync("cargo", command, { stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 28 }).toString();
  const names = told
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter((message) => message.reason === "compiler-artifact" && message.target.name === `playground_${part}`)
    .flatMap((message) => message.filenames);
  return names.find((name) => name.endsWith(".wasm"));
}

const hashed = (...contents) => {
  const sum = createHash("sha256");
  for (const content of contents) sum.update(content);
  return sum.digest("hex").slice(0, 16);
};

// Parts that are Python alone: a file, no module.
async function bundle(part, dist) {
  const work = await mkdtemp(join(tmpdir(), "playground-part-"));
  try {
    const file = join(work, part);
    execFileSync("cargo", ["run", "--quiet", "--package", "playground-packages", "--bin", "bundle", "--", part, file]);
    const content = await readFile(file);
    const name = `./playground-${part}-${hashed(content)}.bin`;
    await writeFile(join(dist, name), content);
    return [name];
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

export async function buildParts(dist, release) {
  const built = { packages: await bundle("packages", dist), pytest: await bundle("pytest", dist) };
  for (const part of PARTS) {
    const work = await mkdtemp(join(tmpdir(), "playground-part-"));
    try {
      const name = `playground_${part}`;
      const output = ["--no-typescript", "--out-dir", work, "--out-name", name];
      execFileSync("wasm-bindgen", ["--target", "no-modules", "--no-modules-global", name, ...output, compile(part, release)]);
      const wasm = join(work, `${name}_bg.wasm`);
      if (release) execFileSync("wasm-opt", [...WASM_OPT, wasm, "-o", wasm], { stdio: "inherit" });
      // A script's own `let` is not seen by others: the worker finds the part as a property of its scope.
      const glue = `${await readFile(join(work, `${name}.js`), "utf8")}\nself.${name} = ${name};\n`;
      const module = await readFile(wasm);
      const hash = hashed(glue, module);
      built[part] = [`./playground-${part}-${hash}.js`, `./playground-${part}-${hash}.wasm`];
      await writeFile(join(dist, built[part][0]), glue);
      await writeFile(join(dist, built[part][1]), module);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return built;
}
