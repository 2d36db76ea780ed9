// Runs one Python program on CPython 3.14 (npm's pyodide), for recording what cases print.
// `npm install pyodide@314` somewhere, and NODE_PATH or a symbolic link so that it is found.
import fs from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const require = createRequire(process.env.PYODIDE_FROM ? pathToFileURL(process.env.PYODIDE_FROM + "/") : import.meta.url);
const { loadPyodide } = require("pyodide");
const python = await loadPyodide({ stdout: (line) => console.log(line), stderr: (line) => console.error(line) });
python.globals.set("_source", fs.readFileSync(process.argv[2], "utf8"));
python.globals.set("_name", process.argv[2]);
try {
  await python.runPythonAsync(
    "import sys, __main__, linecache\n_space = __main__.__dict__\n_code = compile(_source, _name, 'exec')\n" +
      "linecache.cache[_name] = (len(_source), None, _source.splitlines(True), _name)\nsys.argv = [_name]\nexec(_code, _space)",
  );
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
