// Elements made by hand: texts never become markup.

/** An element. `about` has attributes, and listeners under `on`; what is null or false is left out. */
export function h(tag, about, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(about ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, then] of Object.entries(value)) element.addEventListener(event, then);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

/**
 * Puts children into an element. Each item has a `key`, a `sign` that changes when what it shows does, and `make`.
 * A child whose sign is the same stays as it is; one that is made anew keeps the focus and what was open in it.
 */
export function fill(parent, items) {
  const before = parent.huiminChildren ?? new Map();
  const now = new Map();
  for (const { key, sign, make } of items) {
    const old = before.get(key);
    if (old && old.sign === sign) now.set(key, old);
    else {
      const node = make();
      node.dataset.key = key;
      if (old) carry(old.node, node);
      now.set(key, { sign, node, from: old?.node });
    }
  }
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  let focus = focused;
  let at = parent.firstChild;
  for (const entry of now.values()) {
    if (entry.from) {
      if (entry.from.contains(focused)) focus = twin(entry.from, entry.node, focused);
      if (at === entry.from) at = at.nextSibling;
      entry.from.replaceWith(entry.node);
      entry.from = undefined;
    }
    if (entry.node === at) at = at.nextSibling;
    else parent.insertBefore(entry.node, at);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
  parent.huiminChildren = now;
  // Whatever is moved loses the focus.
  if (focus && focus !== document.activeElement) focus.focus({ preventScroll: true });
}

/** What was open stays open. */
function carry(from, to) {
  const open = [...from.querySelectorAll("details")].map((details) => details.open);
  to.querySelectorAll("details").forEach((details, index) => { if (open[index]) details.open = true; });
}

/** The element of the new node that is for the same as the focused one of the old. */
function twin(from, to, focused) {
  const all = (node) => [...node.querySelectorAll("a, button, summary, input, select")];
  const name = focused.dataset.act;
  const same = name ? to.querySelector(`[data-act="${name}"]`) : all(to)[all(from).indexOf(focused)];
  return same ?? to.querySelector("a, button");
}

/** A text with the words looked for marked. */
export function marked(text, words) {
  if (!words.length) return [text];
  const small = text.toLowerCase();
  const parts = [];
  let at = 0;
  while (at < text.length) {
    let next = -1;
    let length = 0;
    for (const word of words) {
      const found = small.indexOf(word, at);
      if (found >= 0 && (next < 0 || found < next || (found === next && word.length > length))) [next, length] = [found, word.length];
    }
    if (next < 0) break;
    parts.push(text.slice(at, next), h("mark", null, text.slice(next, next + length)));
    at = next + length;
  }
  parts.push(text.slice(at));
  return parts;
}

/** `5月8日`, with the year if it is not this one. */
export function day(date, today) {
  const [year, month, number] = date.split("-").map(Number);
  return `${year === Number(today.slice(0, 4)) ? "" : `${year}年`}${month}月${number}日`;
}

/** When something was, on this machine's clock: `9:05` of today, else with the day. */
export function ago(milliseconds) {
  if (!milliseconds) return "";
  const then = new Date(milliseconds);
  const now = new Date();
  const time = `${then.getHours()}:${String(then.getMinutes()).padStart(2, "0")}`;
  if (then.toDateString() === now.toDateString()) return `今天 ${time}`;
  const year = then.getFullYear() === now.getFullYear() ? "" : `${then.getFullYear()}年`;
  return `${year}${then.getMonth() + 1}月${then.getDate()}日 ${time}`;
}

/** `1.2 MB`. */
export function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** An address below the site's base path, as it stands in a link. */
export function link(base, address) {
  return base + address.split("/").map(encodeURIComponent).join("/");
}
