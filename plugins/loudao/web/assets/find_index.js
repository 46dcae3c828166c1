// Reads the postings that web/find/index.py wrote: loads the few scripts that a query needs.
var loudaoIndex = function (facts) {
  "use strict";

  var SHARDS = Number(facts.shards), OVER = Number(facts.over);
  var SYLLABLE = new RegExp(
    "^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:i(?:ang|ong|an|ao|n|ng|a|e|u)?|u(?:ang|ai|an|a|o|e|i|n)?" +
    "|v[en]?|a(?:ng|n|i|o)?|e(?:ng|n|i|r)?|o(?:ng|u)?)$"
  );
  var NOT_COMPARED = /[\p{Z}\p{P}\p{C}]/gu;
  var BACKSLASH = 92, FIRST_SIGN = 35, BASE = 45;

  // Scripts, since a page from a disk or a stick may load nothing else.
  var loading = {}, arrived = {}, forms = {};
  window.loudaoShard = function (number, postings) { arrived[number] = postings; };
  window.loudaoDocuments = function (number, documents) { arrived["d" + number] = documents; };
  window.loudaoForms = function (old, simplified) {
    var to = Array.from(simplified);
    Array.from(old).forEach(function (character, at) { forms[character] = to[at]; });
    arrived.forms = forms;
  };

  function load(name) {
    if (!loading[name]) {
      loading[name] = new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = name + ".js?v=" + facts.version;
        script.onload = function () { resolve(arrived[name]); };
        script.onerror = function () {
          delete loading[name];
          script.remove();
          reject(new Error(name));
        };
        document.head.appendChild(script);
      });
    }
    return loading[name];
  }

  // As web/find/fold.py does; each character by itself, so that places can be counted.
  function foldOne(character) {
    var lower = character.normalize("NFKC").toLowerCase().replace(NOT_COMPARED, "");
    return Array.from(lower).map(function (c) { return forms[c] || c; });
  }

  function fold(text) {
    return Array.from(text.normalize("NFC")).reduce(function (all, character) {
      return all.concat(foldOne(character));
    }, []);
  }

  function shardOf(gram) {
    return Array.from(gram).reduce(function (number, character) {
      return (number * 31 + character.codePointAt(0)) % 65521;
    }, 0) % SHARDS;
  }

  function numbers(text) {
    var found = [], number = 0, unit = 1;
    for (var at = 0; at < text.length; at++) {
      var code = text.charCodeAt(at);
      var sign = code - FIRST_SIGN - (code > BACKSLASH ? 1 : 0);
      number += (sign % BASE) * unit;
      unit *= BASE;
      if (sign < BASE) {
        found.push(number);
        number = 0;
        unit = 1;
      }
    }
    return found;
  }

  // Document → places; `alone` is a list of documents only.
  function decode(text, alone) {
    var found = new Map(), document = 0, values = numbers(text), at = 0;
    while (at < values.length) {
      if (alone) {
        document += values[at++];
        found.set(document, [0]);
        continue;
      }
      var step = values[at++], many = step % 2 ? values[at++] : 1, places = [], place = 0;
      document += (step - step % 2) / 2;
      while (many--) {
        place += values[at++];
        places.push(place);
      }
      found.set(document, places);
    }
    return found;
  }

  async function lookUp(gram) {
    var shard = await load(shardOf(gram));
    var text = Object.prototype.hasOwnProperty.call(shard, gram) ? shard[gram] : "";
    var alone = Array.from(gram).length === 1;
    return (text + " ").split(" ").slice(0, 2).map(function (part) { return decode(part, alone); });
  }

  // Those places of `before` that `next` goes on from, `offset` characters further.
  function joined(before, next, offset) {
    return before.map(function (level, which) {
      var both = new Map();
      level.forEach(function (places, document) {
        var there = next[which].get(document) || [];
        var kept = places.filter(function (place) { return there.indexOf(place + offset) >= 0; });
        if (kept.length) both.set(document, kept);
      });
      return both;
    });
  }

  // Pairs that cover a row: the 1st, 3rd, … and the last. A pair that is nowhere ends the search.
  async function findRow(row, pair, single) {
    if (row.length === 1) return single ? lookUp(single(row[0])) : [new Map(), new Map()];
    var found = await lookUp(pair(row[0], row[1]));
    for (var at = 2; at < row.length && found[0].size + found[1].size; at += 2) {
      var from = Math.min(at, row.length - 2);
      found = joined(found, await lookUp(pair(row[from], row[from + 1])), from);
    }
    return found;
  }

  // Every way to read letters as syllables; a digit is read as itself.
  function readings(letters) {
    if (!letters) return [[]];
    var found = [];
    for (var end = 1; end <= Math.min(6, letters.length); end++) {
      var first = letters.slice(0, end);
      if (SYLLABLE.test(first) || /^[0-9]$/.test(first)) {
        readings(letters.slice(end)).forEach(function (rest) { found.push([first].concat(rest)); });
      }
      if (found.length >= 8) break;
    }
    return found;
  }

  function together(one, two) { return one + two; }

  function waysOf(word) {
    var letters = word.join("");
    var ways = [{ row: word, pair: together, single: String }];
    if (!/^[a-z0-9]*[a-z][a-z0-9]*$/.test(letters) || word.length < 2) return ways;
    readings(letters.slice(0, 40)).forEach(function (row) {
      ways.push({
        row: row,
        pair: function (one, two) { return one + " " + two; },
        single: function (syllable) { return " " + syllable; },
        heard: true
      });
    });
    ways.push({ row: word, pair: function (a, b) { return "=" + a + b; }, heard: true });
    return ways;
  }

  // Document → whether its title has the word, and where what was heard is in it.
  async function findWord(word) {
    var ways = waysOf(word), hits = new Map();
    var found = await Promise.all(ways.map(function (way) {
      return findRow(way.row, way.pair, way.single);
    }));
    found.forEach(function (levels, which) {
      levels.forEach(function (level, depth) {
        level.forEach(function (places, document) {
          var hit = hits.get(document) || { inTitle: false, spans: [] };
          if (!depth) {
            hit.inTitle = true;
            if (ways[which].heard) hit.spans.push([places[0], ways[which].row.length]);
          }
          hits.set(document, hit);
        });
      });
    });
    return hits;
  }

  async function findAll(words) {
    var found = await Promise.all(words.map(findWord)), all = [];
    if (!found.length) return all;
    found[0].forEach(function (_, document) {
      var hits = found.map(function (hit) { return hit.get(document); });
      if (!hits.every(Boolean)) return;
      all.push({
        document: document,
        rank: (document >= OVER ? 2 : 0) + (hits.every(function (h) { return h.inTitle; }) ? 0 : 1),
        spans: [].concat.apply([], hits.map(function (hit) { return hit.spans; }))
      });
    });
    return all.sort(function (a, b) { return a.rank - b.rank || a.document - b.document; });
  }

  function wordsOf(query) {
    return query.split(/\s+/).map(fold).filter(function (word) { return word.length; });
  }

  async function find(query) {
    var found = await findAll(wordsOf(query));
    if (found.length || !/[^\0-\u2e7f]/.test(query)) return found;
    await load("forms"); // nothing: perhaps it is written in traditional characters
    return findAll(wordsOf(query));
  }

  return { find: find, wordsOf: wordsOf, foldOne: foldOne, load: load };
};
