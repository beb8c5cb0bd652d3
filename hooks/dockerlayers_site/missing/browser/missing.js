/**
 * The page for what is not found: it offers the places whose addresses or titles are nearest to what was asked for, and
 * a search for the words of the address. Without this script there is the list of the main pages.
 */

"use strict";

(() => {
  const MOST = 5;
  const NEAR = .4;
  const { base, places } = JSON.parse(document.getElementById("missing-known").textContent);

  /** Letters as a reader sees them, words apart; what is not encoded as it should be stays as it is. */
  function words(text) {
    let plain = text;
    try {
      plain = decodeURIComponent(text);
    } catch { /* not encoded */ }
    return plain.normalize("NFC").toLowerCase().replace(/(?:index)?\.html?$/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function pairs(text) {
    const counts = new Map();
    const whole = ` ${text} `;
    for (let at = 0; at + 1 < whole.length; at += 1) {
      const pair = whole.slice(at, at + 2);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    return counts;
  }

  /** How alike two texts are, from 0 to 1: by the pairs of letters that they share. */
  function likeness(one, other) {
    if (!one || !other) return 0;
    const [some, others] = [pairs(one), pairs(other)];
    const size = (counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);
    const shared = [...some].reduce((sum, [pair, count]) => sum + Math.min(count, others.get(pair) ?? 0), 0);
    return (2 * shared) / (size(some) + size(others));
  }

  const lastOf = (path) => words(path.replace(/\/(?:index\.html)?$/, "").split("/").pop());
  const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname.slice(1);
  const [asked, last, hash] = [words(path), lastOf(path), words(location.hash.slice(1))];
  const alike = (...texts) => Math.max(...texts.map((text) => Math.max(likeness(asked, text), likeness(last, text))));

  function* rate() {
    for (const [address, title, sections] of places) {
      const page = alike(words(address), lastOf(address), words(title));
      yield { score: page, address, title };
      for (const [id, text] of sections) {
        // A page that has the place that was asked for is the one that was meant, if it is like it at all.
        const score = hash && words(id) === hash ? page + .3 : .95 * alike(words(id), words(text));
        yield { score, address: `${address}#${id}`, title: `${title} › ${text}` };
      }
    }
  }

  const nearest = [...rate()].filter(({ score }) => score >= NEAR).sort((one, other) => other.score - one.score);
  const offer = document.querySelector(".missing-nearest");
  for (const { address, title } of nearest.slice(0, MOST)) {
    const link = Object.assign(document.createElement("a"), { href: base + address, textContent: title });
    const item = document.createElement("li");
    item.append(link);
    offer.lastElementChild.append(item);
  }
  offer.hidden = !nearest.length;

  const form = document.querySelector(".missing-search");
  const box = document.querySelector("[data-md-component=search-query]");
  if (!form || !box) return;
  form.elements.q.value = last;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    box.value = form.elements.q.value;
    box.focus();
    box.dispatchEvent(new KeyboardEvent("keyup"));
  });
  form.hidden = false;
})();
