// The code editor: a thin binding of CodeMirror. It knows files, diagnostics and one highlighted
// range; what they mean is the app's business. Colours come from the page's CSS variables.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics as setLint } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.bool, tags.null], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number], color: "var(--code-number)" },
  { tag: [tags.comment], color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: "var(--code-name)" },
  { tag: [tags.meta], color: "var(--code-decorator)" },
  { tag: [tags.propertyName], color: "var(--code-property)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--code-background)", fontSize: "var(--code-size)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--accent)", padding: "10px 0" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--code-background)", color: "var(--muted)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--code-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--selection)",
  },
  ".cm-traced": { backgroundColor: "var(--traced)", boxShadow: "inset 3px 0 0 var(--accent)" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--line)" },
  ".cm-matchingBracket": { outline: "1px solid var(--line-strong)", backgroundColor: "transparent !important" },
});

const setTraced = StateEffect.define();
const traced = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setTraced)) marks = effect.value;
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The offset of a line and a column that counts characters, both from 1. */
function offset(doc, line, column) {
  if (line < 1) return 0;
  if (line > doc.lines) return doc.length;
  const { from, text } = doc.line(line);
  const before = [...text].slice(0, Math.max(0, column - 1)).join("").length;
  return from + before;
}

/**
 * options: language ("python" or "json"), label, onChange(path, text), onRun().
 * The result has open, setDiagnostics, highlight, forget and destroy.
 */
export function create(parent, options) {
  const states = new Map();
  // Whether a file may be changed, which can be another thing the next time that it is shown.
  const access = new Compartment();
  let current = "";
  let quiet = false;

  const extensions = [
    options.language === "json" ? json() : [python(), lineNumbers(), highlightActiveLine(), highlightActiveLineGutter()],
    options.language === "json" ? indentUnit.of("  ") : indentUnit.of("    "),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion(),
    highlightSelectionMatches(),
    options.language === "json" ? [] : lintGutter(),
    syntaxHighlighting(colours),
    look,
    traced,
    Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (options.onRun(), true) }])),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    EditorState.tabSize.of(4),
    EditorView.contentAttributes.of({ "aria-label": options.label, autocapitalize: "off", spellcheck: "false", tabindex: "0" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !quiet) options.onChange(current, update.state.doc.toString());
    }),
  ];
  const locking = (locked) => access.of(EditorState.readOnly.of(locked));
  const fresh = (doc, locked) => EditorState.create({ doc, extensions: [extensions, locking(locked)] });
  // In a shadow root the editor's styles are constructed sheets: the page's policy refuses `<style>`.
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: "open" });
  const view = new EditorView({ parent: root, root, state: fresh("", false) });

  /** Shows a file. Its undo history is kept while its text is what the editor knows. */
  function open(path, text, locked) {
    put(path, text, locked);
    if (view.state.readOnly !== locked) {
      view.dispatch({ effects: access.reconfigure(EditorState.readOnly.of(locked)) });
    }
  }

  function put(path, text, locked) {
    if (path === current && view.state.doc.toString() === text) return;
    quiet = true;
    if (path === current) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    } else {
      if (current) states.set(current, view.state);
      const kept = states.get(path);
      view.setState(kept && kept.doc.toString() === text ? kept : fresh(text, locked));
      current = path;
    }
    quiet = false;
  }

  /** Each: line, column, endLine, endColumn, severity, message, hint. */
  function setDiagnostics(diagnostics) {
    const doc = view.state.doc;
    const marks = diagnostics.map((one) => {
      const from = offset(doc, one.line, one.column);
      let to = one.endLine ? offset(doc, one.endLine, one.endColumn) : from;
      if (to <= from) to = Math.max(from, doc.lineAt(from).to);
      const message = one.hint ? `${one.message}\n${one.hint}` : one.message;
      return { from, to, severity: one.severity, message };
    });
    marks.sort((a, b) => a.from - b.from);
    view.dispatch(setLint(view.state, marks));
  }

  /** Marks whole lines; null takes the mark away. */
  function highlight(range, scroll) {
    if (!range) {
      view.dispatch({ effects: setTraced.of(Decoration.none) });
      return;
    }
    const doc = view.state.doc;
    const first = Math.min(Math.max(1, range.line), doc.lines);
    const last = Math.min(Math.max(first, range.endLine || first), doc.lines);
    const marks = [];
    for (let line = first; line <= last; line++) {
      marks.push(Decoration.line({ class: "cm-traced" }).range(doc.line(line).from));
    }
    const effects = [setTraced.of(Decoration.set(marks))];
    if (scroll) effects.push(EditorView.scrollIntoView(doc.line(first).from, { y: "center" }));
    view.dispatch({ effects });
  }

  return { open, setDiagnostics, highlight, forget: () => states.clear(), destroy: () => view.destroy() };
}
