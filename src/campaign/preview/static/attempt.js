// What is asked of the program and may be refused: one way to say why.

import { problemList, say } from "./dom.js";
import { Refusal } from "./talk.js";

/** Return what `act` comes to, or null where it is refused.
 *
 * What is wrong is said at `wrong`, or at the foot of the page, or in the way of `refused`, which is
 * given the refusal. `conflict` is given what the file holds by now, where another has changed it. */
export async function attempt(act, { wrong = null, conflict = null, refused = null } = {}) {
  try {
    const found = await act();
    wrong?.replaceChildren();
    return found;
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (refusal.status === 409 && conflict) await conflict(refusal.theirs);
    else if (refused) await refused(refusal);
    else if (wrong) wrong.replaceChildren(problemList(refusal.problems));
    else say([refusal.message, refusal.problems[0]?.hint].filter(Boolean).join(" "));
    return null;
  }
}
