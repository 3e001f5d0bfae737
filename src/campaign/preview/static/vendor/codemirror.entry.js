// What codemirror.js is made of; it is made anew, after `npm install` of these packages, with
//   npx esbuild codemirror.entry.js --bundle --format=esm --minify --outfile=codemirror.js
// The packages' versions and notices stand in codemirror-LICENSE.txt.

export { EditorState } from "@codemirror/state";
export { EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter, drawSelection } from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
export { syntaxHighlighting, HighlightStyle, bracketMatching } from "@codemirror/language";
export { setDiagnostics } from "@codemirror/lint";
export { autocompletion, completionKeymap } from "@codemirror/autocomplete";
export { jinja } from "@codemirror/lang-jinja";
export { tags } from "@lezer/highlight";
