/**
 * What a reader copies has no word joiners (U+2060): the build sets them where a Korean line must not break, and
 * elsewhere they only hinder. They are taken out while the browser copies, which then writes text and HTML as it always
 * does.
 */

"use strict";

(() => {
  const JOINER = "\u2060";

  /** Return the texts with a joiner in what is selected. */
  function textsIn(range) {
    const root = range.commonAncestorContainer;
    if (root.nodeType === Node.TEXT_NODE) return root.data.includes(JOINER) ? [root] : [];
    const texts = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (walker.currentNode.data.includes(JOINER) && range.intersectsNode(walker.currentNode)) texts.push(walker.currentNode);
    return texts;
  }

  /** Take the joiners out of a text, and return where they were, the first one first. */
  function takeOut(text) {
    const places = [];
    for (let at = text.data.lastIndexOf(JOINER); at >= 0; at = text.data.lastIndexOf(JOINER)) {
      text.deleteData(at, 1);
      places.unshift(at);
    }
    return places;
  }

  function putBack(taken) {
    for (const [text, places] of taken)
      for (const at of places) if (at <= text.length) text.insertData(at, JOINER);
  }

  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    if (event.defaultPrevented || !selection.rangeCount) return;
    const texts = Array.from({ length: selection.rangeCount }, (_, index) => textsIn(selection.getRangeAt(index))).flat();
    const taken = texts.map((text) => [text, takeOut(text)]);
    // The browser copies when the last listener is through.
    if (taken.length) setTimeout(putBack, 0, taken);
  });
})();
