// What single keys do. They can be switched off, for those who speak to their computer.

import { open } from "./ask.js";

const SWITCH = "huimin-desk-keys";
const dialog = document.getElementById("keys");
const box = document.getElementById("keys-on");

/** Listens to keys; `desk` is what is shown. */
export function keys(desk) {
  box.checked = stored() !== "off";
  box.addEventListener("change", () => store(box.checked ? "on" : "off"));
  document.getElementById("keys-open").addEventListener("click", () => dialog.showModal());
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    const { target } = event;
    const writes = target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea");
    if (writes) return inField(event, target);
    if (target.closest("input[type=radio]") && event.key.startsWith("Arrow")) return;
    const then = box.checked || event.key.startsWith("Arrow") ? what(event.key, desk) : null;
    if (!then) return;
    event.preventDefault();
    then();
  });
}

/** In the search field, Esc empties it and ↓ goes to the list. */
function inField(event, field) {
  if (field.type !== "search") return;
  if (event.key === "ArrowDown" && rows().length) {
    event.preventDefault();
    rows()[0].focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (field.value) {
      field.value = "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else field.blur();
  }
}

const rows = () => [...document.querySelectorAll(".row [data-act=title]")];

function what(key, desk) {
  const row = document.activeElement.closest?.(".row");
  const path = row?.dataset.key;
  const views = document.querySelectorAll("nav a");
  switch (key) {
    case "/": return () => search();
    case "ArrowDown": return rows().length ? () => step(1) : null;
    case "ArrowUp": return rows().length ? () => step(-1) : null;
    case "e": return path ? () => open(path) : null;
    case "p": return row?.querySelector("input[type=file]") ? () => row.querySelector("input[type=file]").click() : null;
    case "n": return () => { location.hash = "#/new"; };
    case "?": case "？": return () => dialog.showModal();
    default: return desk.overview && views[Number(key) - 1] ? () => views[Number(key) - 1].click() : null;
  }
}

function search() {
  const field = document.querySelector("input[type=search]");
  if (field) field.select();
  else {
    location.hash = "#/files";
    setTimeout(() => document.querySelector("input[type=search]")?.select());
  }
}

/** The next or the last row; up from the first one to the search. */
function step(by) {
  const all = rows();
  const at = all.findIndex((link) => link.closest(".row").contains(document.activeElement));
  if (at < 0) return all[0].focus();
  if (at + by < 0) return search();
  if (at + by >= all.length) document.querySelector("[data-act=more]")?.click();
  rows()[at + by]?.focus();
}

function stored() {
  try { return localStorage.getItem(SWITCH); } catch { return null; }
}

function store(value) {
  try { localStorage.setItem(SWITCH, value); } catch { /* it holds for this page only */ }
}
