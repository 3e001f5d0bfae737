// The template editor, beside the letter that it makes.

import { attempt } from "./attempt.js";
import { resolve } from "./conflict.js";
import { $, el } from "./dom.js";
import { store } from "./store.js";
import { ask, letterPath, tell, templatePath } from "./talk.js";

// What may be printed, offered while typing: the names of the model and the filters for letters.
const loadNames = () => ask("names");

export class Editor {
  constructor(then) {
    this.then = then;
    this.view = null;
    this.template = null;
  }

  get dirty() {
    return this.view !== null && this.text() !== this.template.text;
  }

  holds(element) {
    return !$("editor").hidden && $("editor").contains(element);
  }

  text() {
    return this.view.state.doc.toString();
  }

  async load(name, line = null) {
    const found = await ask(templatePath(name));
    if (this.template?.name !== name && this.dirty && !(await this.leave())) return;
    if (this.template?.name !== name || !this.dirty) await this.open(found);
    else this.reveal();
    if (line) this.goTo(line);
  }

  /** Open a template's text; the letter stays in sight beside it. */
  async open(template) {
    this.template = template;
    this.cm ??= await import("./vendor/codemirror.js");
    this.names ??= await loadNames();
    this.view?.destroy();
    this.status = el("span", { class: "status", role: "status" });
    this.saver = el("button", { type: "button", class: "main", disabled: true, onclick: () => this.save() }, "Save");
    const host = el("div", { class: "host" });
    // In a shadow tree the editor's own styles need no exception from the page's policy.
    const root = host.attachShadow({ mode: "open" });
    $("editor").replaceChildren(
      el(
        "div",
        { class: "bar" },
        el("h2", {}, el("code", {}, template.name)),
        this.status,
        this.saver,
        el("button", { type: "button", class: "quiet round", "aria-label": "Close the editor", onclick: () => this.close() }, "✕"),
      ),
      host,
      (this.super = el("div", { class: "super", role: "region", "aria-label": "The usual words here", tabindex: "0", hidden: true })),
      el("p", { class: "hint foot" }, "Saving shows the letter as it then prints. Esc leaves the text."),
    );
    this.blocks = await usualBlocks(template.name);
    const draft = store.drafts.get(draftOf(template));
    if (draft) this.template = { ...template, text: draft.was, version: draft.version };
    this.view = this.makeView(root, draft?.text ?? template.text);
    this.typed();
    this.reveal();
    this.mark();
    this.view.focus();
  }

  makeView(root, text) {
    const cm = this.cm;
    const { properties, variables } = this.names;
    const completions = {
      variables: variables.map((label) => ({ label, type: "variable" })),
      properties: (path) => (properties[path.join(".")] ?? []).map((label) => ({ label, type: "property" })),
    };
    const extensions = [
      cm.lineNumbers(),
      cm.history(),
      cm.drawSelection(),
      cm.highlightActiveLine(),
      cm.highlightActiveLineGutter(),
      cm.bracketMatching(),
      cm.EditorView.lineWrapping,
      cm.EditorView.contentAttributes.of({ "aria-label": `Template ${this.template.name}`, tabindex: "0" }),
      cm.EditorState.tabSize.of(2),
      cm.jinja(completions),
      cm.autocompletion(),
      cm.syntaxHighlighting(colours(cm)),
      look(cm),
      cm.keymap.of([...cm.completionKeymap, ...cm.defaultKeymap, ...cm.historyKeymap]),
      cm.EditorView.updateListener.of((update) => {
        if (update.docChanged) this.typed();
        if (update.docChanged || update.selectionSet) this.showUsual();
      }),
    ];
    return new cm.EditorView({ doc: text, extensions, parent: root, root });
  }

  /** Show what the block at the cursor usually says: what {{ super() }} stands for. */
  showUsual() {
    const { doc, selection } = this.view.state;
    const before = doc.sliceString(0, selection.main.head);
    const block = before.match(/[^]*\{%-?\s*block\s+(\w+)/)?.[1];
    const words = this.blocks[block] ?? [];
    this.super.hidden = words.length === 0;
    this.super.replaceChildren(el("p", { class: "hint" }, "{{ super() }} here says:"), ...words.map((words) => el("p", {}, words)));
  }

  reveal() {
    $("editor").hidden = false;
    $("details").hidden = true;
    document.body.classList.add("editing");
  }

  async leave() {
    return !this.dirty || window.confirm(`${this.template.name} has changes that are not saved. Leave them?`);
  }

  async close() {
    if ($("editor").hidden) return true;
    if (!(await this.leave())) return false;
    store.drafts.delete(draftOf(this.template));
    this.view?.destroy();
    this.view = null;
    this.template = null;
    $("editor").replaceChildren();
    $("editor").hidden = true;
    $("details").hidden = false;
    document.body.classList.remove("editing");
    this.then.closed();
    return true;
  }

  typed() {
    this.saver.disabled = !this.dirty;
    this.status.textContent = this.dirty ? "Not saved" : "";
    const { text, version } = this.template;
    if (this.dirty) store.drafts.set(draftOf(this.template), { text: this.text(), was: text, version });
    else store.drafts.delete(draftOf(this.template));
  }

  async save() {
    if (!this.dirty) return;
    await this.write(this.text(), this.template.version);
  }

  async write(text, version) {
    const conflict = (theirs) => this.settle(text, theirs);
    const kept = await attempt(() => tell("PUT", templatePath(this.template.name), { text, version }), { conflict });
    if (kept) this.saved(kept);
  }

  async settle(text, theirs) {
    const keep = await resolve(`${this.template.name} was changed elsewhere`, text, theirs);
    const now = keep && (await attempt(() => ask(templatePath(this.template.name))));
    if (!now) return;
    if (keep === "theirs") {
      this.replace(now);
      await this.then.saved("");
    } else await this.write(text, now.version);
  }

  saved(template) {
    const { undo, ...kept } = template;
    this.template = kept;
    this.typed();
    this.then.saved(undo);
  }

  /** The file changed: follow it where nothing is being written, else say so. */
  async refresh() {
    if (!this.view) return;
    const { name } = this.template;
    const now = await attempt(() => ask(templatePath(name)), { refused: () => (this.status.textContent = "The file is gone") });
    if (!now || !this.view || this.template.name !== name || now.version === this.template.version) return;
    if (this.dirty) this.status.textContent = "Changed elsewhere";
    else this.replace(now);
  }

  replace(template) {
    this.template = template;
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: template.text } });
    this.typed();
  }

  goTo(line) {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.min(line, doc.lines));
    this.view.dispatch({ selection: { anchor: from }, effects: this.cm.EditorView.scrollIntoView(from, { y: "center" }) });
  }

  /** Underline the lines of this template that have problems. */
  mark() {
    if (!this.view) return;
    const { doc } = this.view.state;
    const here = (store.letter?.problems ?? []).filter(({ file, row }) => file === `templates/${this.template.name}` && row);
    const diagnostics = here.map(({ row, severity, message, hint }) => {
      const { from, to } = doc.line(Math.min(row, doc.lines));
      return { from, to, severity, message: `${message} ${hint}` };
    });
    this.view.dispatch(this.cm.setDiagnostics(this.view.state, diagnostics));
  }
}

/** What the blocks say that a reader's own template may fill anew. */
async function usualBlocks(name) {
  const own = name.match(/^recipients\/(.+)\.html\.j2$/)?.[1];
  const found = own && (await attempt(() => ask(`${letterPath(own)}/blocks`), { refused: () => null }));
  return found?.blocks ?? {};
}

const draftOf = ({ name }) => `template ${name}`;

function colours({ HighlightStyle, tags }) {
  return HighlightStyle.define([
    { tag: [tags.keyword, tags.controlKeyword, tags.brace], color: "var(--code-word)" },
    { tag: [tags.variableName, tags.propertyName, tags.function(tags.variableName)], color: "var(--code-name)" },
    { tag: [tags.string, tags.attributeValue], color: "var(--code-text)" },
    { tag: [tags.tagName, tags.angleBracket, tags.attributeName], color: "var(--code-tag)" },
    { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  ]);
}

function look({ EditorView }) {
  return EditorView.theme({
    "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--panel)", fontSize: "13.5px" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
    ".cm-content": { caretColor: "var(--ink)", padding: "12px 0" },
    ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--soft)", border: "none", paddingLeft: "6px" },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--wash-soft)" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--wash) !important" },
    ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "8px" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--accent-ink)" },
    ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)" },
    ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--warn)" },
    ".cm-diagnostic": { borderLeftWidth: "3px", padding: "6px 10px" },
  });
}
