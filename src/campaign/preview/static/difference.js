// What differs between two versions of the same words, word by word.

import { el } from "./dom.js";

const MOST = 1200;

/** Return the words as pieces: { kept } or { gone } or { come }. */
export function difference(before, after) {
  const [a, b] = [before, after].map((text) => text.match(/\s*\S+/g) ?? []);
  if (a.length > MOST || b.length > MOST) return [{ gone: before }, { come: after }];
  // The longest row of words that both have, from each place to the end.
  const same = (one, other) => one.trim() === other.trim();
  const rest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      rest[i][j] = same(a[i], b[j]) ? rest[i + 1][j + 1] + 1 : Math.max(rest[i + 1][j], rest[i][j + 1]);
    }
  }
  const pieces = [];
  const put = (kind, word) => {
    const last = pieces.at(-1);
    if (last && kind in last) last[kind] += word;
    else pieces.push({ [kind]: word });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(a[i], b[j])) {
      put("kept", b[j]);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && rest[i + 1][j] >= rest[i][j + 1])) put("gone", a[i++]);
    else put("come", b[j++]);
  }
  return pieces;
}

/** Show what differs: what is taken out struck through, what is new marked. */
export function showDifference(before, after) {
  return difference(before, after).map(({ kept, gone, come }) => (kept !== undefined ? kept : gone !== undefined ? el("del", {}, gone) : el("ins", {}, come)));
}
