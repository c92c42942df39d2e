// Goes to the page that was just edited and shows the block that changed.
var FOLLOW = "huimin.follow";
var LINE = "huimin.line";
// Two texts are of the same block if at least this share of their pairs of letters is the same.
var ALIKE = 0.25;

function follows() {
  if (/[?&]follow\b/.test(location.search)) store(FOLLOW, true);
  return stored(FOLLOW) === true;
}

function setFollows(wanted) {
  store(FOLLOW, wanted);
  if (wanted || !/[?&]follow\b/.test(location.search)) return;
  var rest = location.search.slice(1).split("&").filter(function (part) { return !/^follow(=|$)/.test(part); });
  history.replaceState(null, "", location.pathname + (rest.length ? "?" + rest.join("&") : "") + location.hash);
}

// Pairs of neighbouring letters and digits: signs of Markdown and HTML do not count.
function pairs(text) {
  var letters = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  var found = new Set();
  for (var i = 0; i + 1 < letters.length; i++) found.add(letters.slice(i, i + 2));
  return found;
}

function alike(a, b) {
  var shared = 0;
  a.forEach(function (pair) { if (b.has(pair)) shared++; });
  return (2 * shared) / (a.size + b.size || 1);
}

function changedBlock(line) {
  var wanted = pairs(line);
  var best = null;
  var most = ALIKE;
  (document.querySelector("main") || document.body).querySelectorAll("h1,h2,h3,h4,h5,h6,p,li,dt,dd,tr,td,summary,figcaption,blockquote,pre").forEach(function (element) {
    var share = alike(wanted, pairs(element.textContent));
    // The innermost of equals, which comes later.
    if (share >= most) { most = share; best = element; }
  });
  return best;
}

function showChange() {
  var wanted = take(LINE);
  if (!wanted || wanted.path !== location.pathname) return false;
  var block = wanted.line && changedBlock(wanted.line);
  if (!block) return false;
  for (var around = block.parentElement; around; around = around.parentElement) {
    if (around.tagName === "DETAILS") around.open = true;
  }
  block.scrollIntoView({ block: "center", behavior: "instant" });
  if (block.animate) {
    block.animate([{ boxShadow: "0 0 0 6px #FFDF7E", background: "#FFDF7E" }, { boxShadow: "0 0 0 6px transparent" }], { duration: 2500, easing: "ease-in" });
  }
  return true;
}
