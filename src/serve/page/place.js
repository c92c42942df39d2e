// Keeps the reader's place over a reload: what stands at the top of the window, and which details are open.
var PLACE = "huimin.place";
var BLOCKS = "h1,h2,h3,h4,h5,h6,p,li,dt,dd,tr,figure,summary,pre";

function squeezed(text) {
  return text.replace(/\s+/g, " ").trim().slice(0, 120);
}

// A block can be found again by its text and by how many of the same text come before it.
function blocks() {
  var seen = new Map();
  return Array.prototype.map.call(document.querySelectorAll(BLOCKS), function (element) {
    var text = squeezed(element.textContent);
    var before = seen.get(text) || 0;
    seen.set(text, before + 1);
    return { element: element, key: text + "\n" + before };
  });
}

function detailsKey(element, index) {
  var summary = element.querySelector("summary");
  return element.id || (summary ? squeezed(summary.textContent) : "" + index);
}

function savePlace() {
  var anchors = [];
  if (window.scrollY > 0) {
    // A few of them: the one that changes is not found again.
    blocks().some(function (block) {
      var box = block.element.getBoundingClientRect();
      if (box.height && box.bottom > 0) anchors.push({ key: block.key, top: box.top });
      return anchors.length > 8;
    });
  }
  var open = {};
  document.querySelectorAll("details").forEach(function (element, index) {
    open[detailsKey(element, index)] = element.open;
  });
  // The browser would put the page back to where it was, whatever has come above.
  if ("scrollRestoration" in history) history.scrollRestoration = "manual";
  store(PLACE, { path: location.pathname, y: window.scrollY, anchors: anchors, open: open });
}

function restorePlace(goElsewhere) {
  var place = take(PLACE);
  if (!place || place.path !== location.pathname) {
    goElsewhere();
    return;
  }
  addEventListener("load", function () {
    setTimeout(function () {
      if ("scrollRestoration" in history) history.scrollRestoration = "auto";
    }, 300);
  });
  document.querySelectorAll("details").forEach(function (element, index) {
    var key = detailsKey(element, index);
    if (key in place.open) element.open = place.open[key];
  });
  if (goElsewhere() || !place.y) return;
  var back = function () {
    var found = new Map();
    blocks().forEach(function (block) { found.set(block.key, block.element); });
    var anchor = place.anchors.find(function (anchor) { return found.has(anchor.key); });
    var y = anchor
      ? window.scrollY + found.get(anchor.key).getBoundingClientRect().top - anchor.top
      : place.y;
    window.scrollTo({ top: y, behavior: "instant" });
  };
  back();
  // Pictures that come late move everything below them; a reader who has moved on is left alone.
  var moved = false;
  ["wheel", "touchstart", "keydown", "pointerdown"].forEach(function (name) {
    addEventListener(name, function () { moved = true; }, { once: true, passive: true });
  });
  addEventListener("load", function () {
    if (!moved) back();
  });
}

// The storage of the tab; a browser may refuse it.
function store(key, value) {
  try { sessionStorage.setItem(key, JSON.stringify(value)); } catch (refused) { /* then the place is not kept */ }
}

function stored(key) {
  try { return JSON.parse(sessionStorage.getItem(key)); } catch (refused) { return null; }
}

function take(key) {
  var value = stored(key);
  try { sessionStorage.removeItem(key); } catch (refused) { /* nothing was kept */ }
  return value;
}
