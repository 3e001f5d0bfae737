// What concerns the whole campaign, told above whatever place is open.

import { $, el, problemList } from "./dom.js";

const MOST_TOLD = 20;
const notices = new Map();

/** Show or take away one of the notices. */
export function setNotice(name, content) {
  if (content) notices.set(name, content);
  else notices.delete(name);
  $("notice").replaceChildren(...notices.values());
  $("notice").hidden = notices.size === 0;
}

/** Return problems as a notice, or nothing where there are none. */
export function noticeOf(problems, open) {
  const rest = problems.length - MOST_TOLD;
  return problems.length === 0
    ? null
    : el(
        "div",
        {},
        problemList(problems.slice(0, MOST_TOLD), open),
        rest > 0 && el("p", {}, `… and ${rest} more: campaign check names them all.`),
      );
}
