// Asks what has become of the page after each change, and takes it over: a changed page is loaded again,
// style sheets and pictures are exchanged where they stand.
var STATE = document.getElementById("huimin-preview");
var own = JSON.parse(STATE.textContent);
// The page that is spoken of: this one or, beside the finished file of a printed product, that of the product.
var IS_SHEET = STATE.hasAttribute("data-path");
var PATH = STATE.getAttribute("data-path") || location.pathname;
var asking = false;
var askAgain = false;
var events = null;

function day() {
  var found = /[?&]now=([^&]*)/.exec(location.search);
  return found ? decodeURIComponent(found[1].replace(/\+/g, " ")) : "";
}

// An address with another day to show the site as of; with none, as of today.
function withDay(address, wanted) {
  var url = new URL(address, location.href);
  if (wanted) url.searchParams.set("now", wanted);
  else url.searchParams.delete("now");
  return url.href;
}

// Links and forms lead on within the same day.
function keepDay() {
  var now = day();
  if (!now) return;
  document.querySelectorAll("a[href],area[href]").forEach(function (link) {
    var url = new URL(link.href, location.href);
    if (url.origin === location.origin && url.pathname.startsWith(own.base)) link.href = withDay(url.href, now);
  });
  document.querySelectorAll("form").forEach(function (form) {
    if (form.method === "get" && !form.elements.now) form.append(make("input", { type: "hidden", name: "now", value: now }));
  });
}

function without(address) {
  return address.split(/[?#]/)[0];
}

function reload(state) {
  savePlace();
  var edited = state.edited;
  if (follows() && edited && edited.path === PATH) store(LINE, edited);
  location.reload();
}

// The style sheet takes the place of the old one once it is there: no page without one is seen.
function exchangeSheet(link, address) {
  var next = link.cloneNode();
  next.href = address;
  next.addEventListener("load", function () { link.remove(); });
  next.addEventListener("error", function () { next.remove(); });
  link.after(next);
}

function exchangeAssets(state) {
  var had = new Set(own.assets);
  var changed = state.assets.filter(function (address) { return !had.has(address); });
  if (changed.some(function (address) { return /\.m?js$/.test(without(address)); })) return false;
  changed.forEach(function (address) {
    var path = without(address);
    document.querySelectorAll("link[href]").forEach(function (link) {
      if (new URL(link.href).pathname !== path) return;
      if (link.relList.contains("stylesheet")) exchangeSheet(link, address);
      else link.href = address;
    });
    document.querySelectorAll("img[src]").forEach(function (picture) {
      if (new URL(picture.src).pathname === path) picture.src = address;
    });
  });
  return true;
}

function exchangePictures(state) {
  Object.keys(state.pictures).forEach(function (address) {
    if (own.pictures[address] === state.pictures[address]) return;
    document.querySelectorAll("[src]").forEach(function (element) {
      if (new URL(element.src, location.href).pathname !== new URL(address, location.href).pathname) return;
      element.src = without(address) + "?" + state.pictures[address];
    });
  });
}

function apply(state) {
  var isNew = state.number !== own.number;
  var edited = state.edited;
  if (isNew && edited && follows() && edited.path !== PATH) {
    store(LINE, edited);
    location.assign(day() ? withDay(edited.path, day()) : edited.path);
    return;
  }
  var sheetIsOther = IS_SHEET && (state.board && state.board.mark) !== (own.board && own.board.mark);
  var pageIsOther = !IS_SHEET && (state.page !== own.page || !exchangeAssets(state));
  if (sheetIsOther || pageIsOther) {
    reload(state);
    return;
  }
  exchangePictures(state);
  own = state;
  show(own);
}

function ask() {
  if (asking) {
    askAgain = true;
    return;
  }
  asking = true;
  askAgain = false;
  var query = "path=" + encodeURIComponent(PATH) + (day() ? "&now=" + encodeURIComponent(day()) : "");
  fetch("/_huimin/state?" + query, { cache: "no-store" })
    .then(function (response) { return response.json(); })
    .then(apply)
    .catch(function () { /* the server has gone: the next event tells when it is back */ })
    .then(function () {
      asking = false;
      if (askAgain) ask();
    });
}

// A page that nobody sees holds no connection: a browser has only six of them.
function listen() {
  if (document.hidden) {
    if (events) events.close();
    events = null;
    return;
  }
  if (events) return;
  events = new EventSource("/_huimin/events");
  events.addEventListener("generation", function (event) {
    if (event.data === "" + own.number) show(own);
    else ask();
  });
  events.addEventListener("products", ask);
  events.addEventListener("error", function () { show(own, true); });
}

show(own);
keepDay();
// What changed goes before the place where the reader was.
restorePlace(showChange);
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", function () {
  if (events) events.close();
  events = null;
});
addEventListener("pageshow", function (event) {
  if (event.persisted) listen();
});
listen();
