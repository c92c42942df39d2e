// The search page is the complete index. This shows its field and filters the same rows; nothing is requested.
(function () {
  var at = function (id) { return document.getElementById(id); };
  var form = at("find"), field = at("q"), count = at("count"), none = at("none"), index = at("index");
  if (!form || !index) return;

  var each = function (list, act) { Array.prototype.forEach.call(list, act); };
  var plain = function (text) { return text.normalize("NFKC").toLowerCase(); };

  // A row is found by its title, its line below and its tags.
  var rows = [];
  each(index.querySelectorAll("li"), function (item) {
    var shown = [item.querySelector("a"), item.querySelector(".meta")];
    var texts = shown.map(function (part) { return part.textContent; });
    rows.push({ item: item, shown: shown, texts: texts, all: plain(texts.concat(item.dataset.tags || "").join("\n")) });
  });

  // Writes the text again with every place of the words marked.
  function mark(part, text, words) {
    var low = text.toLowerCase(), from = 0;
    part.textContent = "";
    for (;;) {
      var place = -1, size = 0;
      words.forEach(function (word) {
        var p = low.indexOf(word, from);
        if (p >= 0 && (place < 0 || p < place || (p === place && word.length > size))) { place = p; size = word.length; }
      });
      if (place < 0) break;
      var found = document.createElement("mark");
      found.textContent = text.slice(place, place + size);
      part.append(text.slice(from, place), found);
      from = place + size;
    }
    part.append(text.slice(from));
  }

  function run() {
    var words = plain(field.value).split(/\s+/).filter(Boolean), hits = 0;
    rows.forEach(function (row) {
      var fits = words.every(function (word) { return row.all.indexOf(word) >= 0; });
      row.item.hidden = !fits;
      row.item.classList.remove("first");
      if (fits) hits += 1;
      row.shown.forEach(function (part, i) { mark(part, row.texts[i], fits ? words : []); });
    });
    each(index.querySelectorAll(".sec"), function (section) {
      var left = section.querySelectorAll("li:not([hidden])");
      section.hidden = !left.length;
      if (left.length) left[0].classList.add("first");
      section.querySelector(".sec__head .meta").textContent = left.length + "项";
    });
    none.hidden = hits > 0;
    count.textContent = !words.length ? "" : hits ? "找到" + hits + "项，含有“" + field.value.trim() + "”" : "没有找到“" + field.value.trim() + "”";
  }

  at("how").hidden = true;
  form.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", run);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    history.replaceState(null, "", "?q=" + encodeURIComponent(field.value.trim()));
    run();
  });
  run();
})();
