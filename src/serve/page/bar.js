// The bar at the foot of the window: what state the page is in, and what is wrong with it.
var SHUT = "huimin.shut";
var root = null;
var frame = null;
var panel = null;
var toggle = null;
var shown = "";

function make(name, attributes, children) {
  var element = document.createElement(name);
  Object.keys(attributes || {}).forEach(function (key) {
    var value = attributes[key];
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  });
  (children || []).forEach(function (child) {
    if (child != null) element.append(child);
  });
  return element;
}

function counted(words, errors, warnings) {
  var parts = [];
  if (errors) parts.push(words.errors(errors));
  if (warnings) parts.push(words.warnings(warnings));
  return words.spaced(parts);
}

function count(state, severity) {
  return state.problems.filter(function (problem) { return problem.severity === severity; }).length;
}

function problemItem(words, problem) {
  var at = problem.file || "";
  if (problem.line) at += ":" + problem.line + ":" + (problem.column || 1);
  var source = problem.source && make("pre", {}, [
    make("span", { class: "line" }, [problem.line + " | "]),
    problem.source.before,
    make("mark", {}, [problem.source.spot]),
    problem.source.after,
  ]);
  return make("li", { class: problem.severity }, [
    make("p", { class: "says" }, [make("span", { class: "mark-word" }, [words[problem.severity]]), problem.message]),
    make("p", { class: "at" }, [at + (at ? "  " : "") + "[" + problem.code + "]"]),
    source,
    problem.help ? make("p", { class: "help" }, [problem.help]) : null,
  ]);
}

function boardFacts(words, board) {
  var limits = [];
  if (board.wanted != null) limits.push(words.wanted + board.wanted);
  if (board.least != null) limits.push(words.least + board.least);
  var rows = [
    [words.size, board.form + " " + board.size],
    [words.pages, board.pages > 1 ? "" + board.pages : null],
    [words.text, board.body != null ? board.body + words.mm + (limits.length ? "（" + words.spaced(limits) + "）" : "") : null],
    [words.fill, board.fill != null ? board.fill + "%" : null],
    [words.room, board.room ? board.room + words.mm : null],
  ];
  var list = make("dl", { class: "facts" });
  rows.forEach(function (row) {
    if (row[1]) list.append(make("div", {}, [make("dt", {}, [row[0]]), make("dd", {}, [row[1]])]));
  });
  var view = make("a", { href: "/_huimin/sheet?path=" + encodeURIComponent(PATH) + (day() ? "&now=" + encodeURIComponent(day()) : "") }, [words.view]);
  var size = Math.ceil(board.bytes / 1024) + " KB";
  list.append(make("div", {}, [make("dt", {}, ["PDF"]), make("dd", {}, [size]), IS_SHEET ? null : make("dd", {}, [view])]));
  return list;
}

// The same in a few words, for the bar itself.
function boardInShort(words, board) {
  var parts = [board.form + " " + board.size];
  if (board.body != null) parts.push(words.text + " " + board.body + words.mm);
  if (board.fill != null) parts.push(words.used(board.fill));
  if (board.room) parts.push(words.room + " " + board.room + words.mm);
  return words.spaced(parts);
}

// A click shuts what has been read; other mistakes open it again.
function signature(state) {
  return state.problems.map(function (problem) { return problem.code + problem.file + problem.line + problem.message; }).join("\n");
}

function wantsOpen(state) {
  return count(state, "error") > 0 && stored(SHUT) !== signature(state);
}

function panelOf(words, state) {
  var problems = state.problems.map(function (problem) { return problemItem(words, problem); });
  var elsewhere = counted(words, state.elsewhere.errors, state.elsewhere.warnings);
  var date = make("input", { type: "date", value: state.today, required: true });
  var form = make("form", {}, [make("label", {}, [words.day, date]), make("button", { type: "submit" }, [words.show])]);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    location.assign(withDay(location.href, date.value));
  });
  var follow = make("input", { type: "checkbox" });
  follow.checked = follows();
  follow.addEventListener("change", function () { setFollows(follow.checked); });
  return make("div", { class: "panel", id: "panel", tabindex: "0", role: "region", "aria-label": words.wrong, hidden: true }, [
    make("div", { class: "inner" }, [
      make("h2", {}, [words.wrong]),
      state.missing ? make("p", { class: "old" }, [words.missing]) : null,
      state.old ? make("p", { class: "old" }, [words.old]) : null,
      state.board ? boardFacts(words, state.board) : null,
      problems.length ? make("ul", {}, problems) : make("p", {}, [words.none]),
      make("div", { class: "more" }, [
        state.source ? make("span", { class: "path" }, [words.file + "  " + state.source]) : null,
        elsewhere ? make("a", { href: "/_huimin/#/problems" }, [words.elsewhere(elsewhere)]) : null,
        form,
        make("label", {}, [follow, words.follow]),
      ]),
    ]),
  ]);
}

function setOpen(wanted) {
  panel.hidden = !wanted;
  toggle.setAttribute("aria-expanded", "" + wanted);
  toggle.lastChild.textContent = WORDS[own.lang][wanted ? "shut" : "open"];
}

function build(words) {
  var host = make("huimin-preview", {});
  root = host.attachShadow({ mode: "open" });
  root.append(make("style", {}, ["@style@"]));
  document.documentElement.append(host);
  frame = make("aside", { class: "frame", "aria-label": words.preview });
  root.append(frame);
  // What is at the foot of the page can be read above the bar.
  var room = function () {
    var bar = frame.querySelector(".bar");
    host.style.setProperty("height", (bar ? bar.offsetHeight : 0) + 2 + "px", "important");
  };
  if (window.ResizeObserver) new ResizeObserver(room).observe(frame);
  frame.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || panel.hidden) return;
    store(SHUT, signature(own));
    setOpen(false);
    toggle.focus();
  });
}

// Shows the state; what is open stays open and what has the focus keeps it.
function show(state, lost) {
  var words = WORDS[state.lang];
  var text = JSON.stringify([Object.assign({}, state, { number: 0 }), lost]);
  if (text === shown) return;
  shown = text;
  if (!root) build(words);
  var focused = root.activeElement && root.activeElement.className;
  var wasOpen = panel && !panel.hidden;
  var before = panel && panel.dataset.signature;
  var errors = count(state, "error");
  var warnings = count(state, "warning");
  panel = panelOf(words, state);
  panel.dataset.signature = signature(state);
  toggle = make("button", { class: "toggle", type: "button", "aria-controls": "panel" }, [
    errors ? make("span", { class: "errors" }, [words.errors(errors)]) : null,
    warnings ? make("span", { class: "warnings" }, [words.warnings(warnings)]) : null,
    errors || warnings ? null : make("span", {}, [state.missing ? words.nothing : words.none]),
    make("span", { class: "word" }),
  ]);
  toggle.addEventListener("click", function () {
    setOpen(panel.hidden);
    store(SHUT, panel.hidden ? signature(own) : "");
  });
  frame.textContent = "";
  frame.append(panel, make("div", { class: "bar" }, [
    make("span", { class: "name" }, [words.preview]),
    lost ? make("span", { class: "chip" }, [words.lost]) : null,
    state.mark ? make("span", { class: "chip", title: state.mark.long }, [state.mark.short]) : null,
    state.dated ? make("span", { class: "chip" }, [words.asOf(state.today)]) : null,
    IS_SHEET ? make("a", { class: "back", href: PATH + (day() ? "?now=" + encodeURIComponent(day()) : "") }, [words.page]) : null,
    state.dated ? make("a", { class: "today", href: withDay(location.href, "") }, [words.back]) : null,
    toggle,
    state.board ? make("span", { class: "fit" }, [boardInShort(words, state.board)]) : null,
    make("a", { class: "desk", href: "/_huimin/" }, [words.desk]),
  ]));
  setOpen(before === signature(state) ? wasOpen : wantsOpen(state));
  var again = focused && frame.getElementsByClassName(focused)[0];
  if (again) again.focus();
}
