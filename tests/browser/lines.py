"""Where the lines of a page end, letter by letter."""

BROKEN_WORDS = """() => {
  // Two neighbouring characters of one block, also across inline elements, of which the second is Hangul: no
  // blank stands between them, and yet a line ends there. Also a code word of one line's length that has two,
  // and a flag that is parted from its hyphens.
  const found = [];
  const HANGUL = /[가-힣]/;
  const NO_TEXT = "script, style, svg, math, pre, template, select, textarea";
  const range = document.createRange();
  const boxesOf = (text, at) => {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return [...range.getClientRects()];
  };
  const blockOf = (one) => {
    while (one && getComputedStyle(one).display === "inline") one = one.parentElement;
    return one;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let before = null;
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (!parent.checkVisibility() || parent.closest(NO_TEXT)) continue;
    const block = blockOf(parent);
    if (block.getBoundingClientRect().width <= 1) continue; // what is there for screen readers alone
    for (let at = 0; at < text.data.length; at++) {
      const letter = text.data[at];
      if (letter === "\\u2060") continue;
      if (/\\s/.test(letter)) { before = null; continue; }
      const isFlag = before?.letter === "-" && parent.closest("code") && !/[\\w가-힣]/.test(before.before);
      if (before?.block === block && (HANGUL.test(letter) || isFlag)) {
        const here = boxesOf(text, at)[0], there = boxesOf(before.text, before.at).at(-1);
        if (here?.width > .5 && there?.width > .5 && here.top > there.bottom - 2)
          found.push(`${before.text.data.slice(0, before.at + 1)}|${text.data.slice(at)}`);
      }
      before = { block, text, at, letter, before: before?.letter ?? " " };
    }
  }
  const lines = (one) => new Set([...one.getClientRects()].map((box) => box.top)).size;
  for (const code of document.querySelectorAll(":not(pre) > code"))
    if (!code.closest("pre") && code.checkVisibility() && code.textContent.length <= 18 && lines(code) > 1)
      found.push(code.textContent);
  return found;
}"""
