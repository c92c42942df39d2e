// What a view asks the server for, once for each reading of the site unless it is told to ask anew.

import { get } from "./ask.js";

/** Asks for what has this name, which is the view's too. `known()` is what was answered last: its value or an error, and of which reading. */
export function fetched(name) {
  let known = null;
  let asking = null;
  let old = false;
  return {
    known: () => known,
    /** What was answered may be another by now. */
    doubt() { old = true; },
    /** Asks, unless that was done of this reading, and shows the view again if it is the one in sight. */
    ask(desk, show) {
      const { version } = desk.overview;
      if ((known?.version === version && !old) || asking === version) return;
      asking = version;
      old = false;
      // What was asked of an earlier reading is of no use any more.
      const keep = (answer) => { if (desk.overview.version === version) known = { ...answer, version }; };
      get(name).then((value) => { keep({ value }); }, (error) => { keep({ error: error.message }); })
        .then(() => {
          if (asking === version) asking = null;
          if (location.hash.startsWith(`#/${name}`)) show();
        });
    },
  };
}
