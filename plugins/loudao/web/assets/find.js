// The field that finds and what was found: find_index.js reads what there is.
(function () {
  "use strict";

  var list = document.getElementById("found");
  var field = document.getElementById("q");
  var count = document.getElementById("count");
  var more = document.getElementById("more");
  var facts = list.dataset, index = loudaoIndex(facts);
  var CHUNK = Number(facts.chunk), AT_ONCE = 10;
  var HINT = "写一两个字就行：人名、作品、几号楼，或者拼音的头一个字母。";

  // Which characters of a title are marked: true or false for each.
  function marksOf(title, words, spans) {
    var from = [], folded = [], marked = title.map(function () { return false; });
    title.forEach(function (character, at) {
      index.foldOne(character).forEach(function (c) { folded.push(c); from.push(at); });
    });
    function mark(start, length) {
      for (var at = start; at < start + length && at < from.length; at++) marked[from[at]] = true;
    }
    spans.forEach(function (span) { mark(span[0], span[1]); });
    words.forEach(function (word) {
      for (var at = 0; at + word.length <= folded.length; at++) {
        if (word.every(function (c, n) { return folded[at + n] === c; })) mark(at, word.length);
      }
    });
    return marked;
  }

  function element(name, text) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    return made;
  }

  function markedTitle(text, words, spans) {
    var title = Array.from(text.normalize("NFC")), marked = marksOf(title, words, spans);
    var made = element("b"), at = 0;
    while (at < title.length) {
      var end = at;
      while (end < title.length && marked[end] === marked[at]) end++;
      made.appendChild(element(marked[at] ? "mark" : "span", title.slice(at, end).join("")));
      at = end;
    }
    return made;
  }

  function address(uri) {
    var file = uri && uri.slice(-1) !== "/" ? uri : uri + "index.html";
    return facts.root + file.split("/").map(encodeURIComponent).join("/");
  }

  function item(href, title, line, picture) {
    var made = element("li"), link = element("a"), words = element("span");
    link.href = href;
    if (picture) {
      var image = element("img");
      image.src = picture;
      image.alt = "";
      image.loading = "lazy";
      link.appendChild(image);
    }
    words.appendChild(title);
    words.appendChild(element("small", line));
    link.appendChild(words);
    made.appendChild(link);
    return made;
  }

  function codeIn(query) {
    var code = query.normalize("NFKC").trim().toUpperCase();
    var known = Array.from(code).every(function (c) { return facts.alphabet.indexOf(c) >= 0; });
    return code.length === Number(facts.length) && known ? code : "";
  }

  function codeItem(code) {
    var address_ = facts.codes + code + "/index.html";
    return item(address_, element("b", "短码 " + code), "打开纸上印着这个短码的内容", "");
  }

  async function show(hit, words) {
    var documents = await index.load("d" + Math.floor(hit.document / CHUNK));
    var facts_ = documents[hit.document % CHUNK];
    return item(
      address(facts_[1]),
      markedTitle(facts_[0], words, hit.spans),
      facts_[2],
      facts_[3] && address(facts_[3])
    );
  }

  var turn = 0, left = [], sought = [];

  // `first` stands above them, in place of all that was there: what is below jumps once
  async function showMore(mine, first) {
    var next = left.slice(0, AT_ONCE), words = sought;
    var items = await Promise.all(next.map(function (hit) { return show(hit, words); }));
    if (mine !== turn) return null;
    if (first) list.replaceChildren.apply(list, first);
    left = left.slice(AT_ONCE);
    items.forEach(function (made) { list.appendChild(made); });
    more.hidden = !left.length;
    return items[0];
  }

  function say(query, found, code) {
    if (!query) count.textContent = HINT;
    else if (found) count.textContent = "找到 " + found + " 项";
    else if (code) count.textContent = "像是一个短码";
    else count.textContent = "没有找到“" + query + "”。少写几个字试试，或者只写拼音。";
  }

  async function run() {
    var mine = ++turn, query = field.value.trim(), code = codeIn(query);
    try {
      var found = await index.find(query);
      if (mine !== turn) return;
      sought = index.wordsOf(query);
      left = found;
      // WF65 is a code and hardly anything else; NHXQ may be 农行小区, 2026 a year
      var sure = /[0-9]/.test(code) && /[A-Z]/.test(code);
      await showMore(mine, code && sure ? [codeItem(code)] : []);
      if (mine !== turn) return;
      say(query, found.length, code);
      if (code && !sure) list.appendChild(codeItem(code));
    } catch (error) {
      if (mine === turn) count.textContent = "没有取到，可能信号不好。请再按一次“找”。";
    }
  }

  function remember() {
    if (location.protocol === "file:") return; // a page from a disk may not
    var query = field.value.trim();
    history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname);
  }

  var waiting;
  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(function () { remember(); run(); }, 250);
  }

  field.addEventListener("input", function (event) { if (!event.isComposing) soon(); });
  field.addEventListener("compositionend", soon);
  field.form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(waiting);
    remember();
    run();
  });
  more.addEventListener("click", function () {
    showMore(turn).then(function (first) { if (first) first.querySelector("a").focus(); });
  });

  field.value = new URLSearchParams(location.search).get("q") || "";
  count.textContent = field.value ? "正在找" : HINT;
  if (field.value) run();
})();
