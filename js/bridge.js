// What the app calls from Rust and the browser offers only to JavaScript: dynamic imports.
// Everything heavy stands behind them, so that the page starts without it.

/** Makes an editor in `parent`; see editor.js for the options and the methods. */
export async function createEditor(parent, options) {
  const { create } = await import(new URL("js/editor.js", document.baseURI).href);
  return create(parent, options);
}

export function openFile(editor, path, text, locked) {
  editor.open(path, text, locked);
}

export function setDiagnostics(editor, diagnostics) {
  editor.setDiagnostics(diagnostics);
}

export function setHighlight(editor, range, scroll) {
  editor.highlight(range, scroll);
}

export function forgetFiles(editor) {
  editor.forget();
}

export function destroyEditor(editor) {
  editor.destroy();
}
