/**
 * Marks on a page what it was found by: in the section that the address leads to, no farther, so that one sees where one
 * is. Material would mark every page from end to end, and load the index for it.
 */

"use strict";

(() => {
  /** So many marks are left on a page that is not read from a section on. */
  const FEW = 8;
  const MOST = 40;
  /** What may stand between two letters of a word and is not seen: that no line ends there, or that one may. */
  const UNSEEN = "[\\u2060\\u00ad\\ufeff]*";
  const MARK = "mark[data-md-highlight]";
  if (!window.document$ || !window.location$) return;

  // The address changes before the page where Material exchanges pages, and without it where a link stays on the page.
  window.document$.subscribe(show);
  window.location$.subscribe(show);

  function show() {
    document.querySelectorAll(MARK).forEach(unwrap);
    const words = (new URL(location.href).searchParams.get("h") ?? "").split(/\s+/).filter(Boolean);
    const content = document.querySelector("[data-md-component=content]");
    if (!words.length || !content) return;
    const pattern = patternOf(words);
    const range = sectionAt(decodeURIComponent(location.hash.slice(1)), content);
    if (!mark(range, pattern, MOST)) mark(rangeOf(content), pattern, FEW);
  }

  function patternOf(words) {
    const sources = words.sort((a, b) => b.length - a.length).map((word) => [...word].map(escaped).join(UNSEEN));
    return new RegExp(sources.join("|"), "gi");
  }

  function escaped(character) {
    return character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
  }

  /** Mark what the pattern finds in a range, and return how much that is. */
  function mark(range, pattern, most) {
    let count = 0;
    for (const text of textsOf(range)) {
      const pieces = [];
      let from = 0;
      for (const { index, 0: word } of text.data.matchAll(pattern)) {
        if (count === most) break;
        count++;
        pieces.push(text.data.slice(from, index), marked(word));
        from = index + word.length;
      }
      if (from) text.replaceWith(...pieces, text.data.slice(from));
    }
    return count;
  }

  /** Return the texts of a range that are seen. */
  function textsOf(range) {
    const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let text = walker.nextNode(); text; text = walker.nextNode())
      if (range.intersectsNode(text) && text.data.trim() && text.parentElement.offsetHeight) texts.push(text);
    return texts;
  }

  function marked(word) {
    const element = document.createElement("mark");
    element.dataset.mdHighlight = "";
    element.textContent = word;
    return element;
  }

  function unwrap(element) {
    const parent = element.parentNode;
    element.replaceWith(...element.childNodes);
    parent.normalize();
  }

  function rangeOf(content) {
    const range = document.createRange();
    range.selectNodeContents(content);
    return range;
  }

  /** Return what an address leads to: a section with those below it, another element, or what is before all sections. */
  function sectionAt(id, content) {
    const range = rangeOf(content);
    const start = id ? document.getElementById(id) : content.querySelector("h1");
    if (!start || !content.contains(start)) return range;
    const level = Number(/^H([1-6])$/.exec(start.tagName)?.[1] ?? 0);
    range.setStartBefore(start);
    if (!level) range.setEndAfter(start);
    const next = [...content.querySelectorAll("h1, h2, h3, h4, h5, h6")].find(
      (one) => start.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && (!id || Number(one.tagName[1]) <= level),
    );
    if (level && next) range.setEndBefore(next);
    return range;
  }
})();
