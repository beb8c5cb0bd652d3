/**
 * Copying a link. Without this script the links are plain ones: each leads to its own place, whose address can be copied as
 * any other.
 */

"use strict";

(() => {
  const LINKS = "a.headerlink, .bd-tools a[href^='#'], a.bd-no";
  const LONGEST = 80;
  const STAYS = 8000;

  /** What this script says; the build puts it in. */
  const WORDS = LINK_WORDS;

  /** What can be copied: its name on the button, what is said when it is done, and what it is made of. */
  const KINDS = {
    link: [WORDS["copy-as-link"], WORDS["copied-link"], ({ url }) => ({ text: url })],
    markdown: [WORDS["copy-as-markdown"], WORDS["copied-markdown"], ({ url, title }) => ({
      text: `[${mark(title)}](${url})`,
    })],
    html: [WORDS["copy-as-html"], WORDS["copied-html"], ({ url, title }) => ({
      text: `${title} — ${url}`,
      html: `<a href="${escape(url)}">${escape(title)}</a>`,
    })],
    text: [WORDS["copy-as-text"], WORDS["copied-text"], ({ url, title }) => ({ text: `${title} — ${url}` })],
  };
  const REFUSED = WORDS["copy-refused"];

  const escape = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt()};`);
  const mark = (text) => text.replace(/[\\\x60*_[\]<>]/g, "\\$&");
  /* Without the joiners that keep a line from breaking. */
  const words = (element) => element?.textContent.replaceAll("\u2060", "").trim().replace(/\s+/g, " ") ?? "";

  /** The address as the reader's browser shows it, without what the search has put there. */
  function target(link) {
    const url = new URL(link.getAttribute("href"), location.href);
    url.search = "";
    const asked = link.closest(".bd[data-asked]")?.dataset.asked;
    if (asked) url.searchParams.set("ask", asked);
    return { url: url.href, title: titleOf(link) };
  }

  function titleOf(link) {
    const row = link.closest(".bd-row");
    if (row) return shorten(words(row.querySelector(".bd-line")));
    const figure = link.closest("figure.bd");
    if (figure) return words(document.getElementById(figure.getAttribute("aria-labelledby"))) || "Dockerfile";
    const heading = link.parentElement.cloneNode(true);
    heading.querySelectorAll(".headerlink").forEach((one) => one.remove());
    return words(heading);
  }

  const shorten = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

  /** Over plain http, and where it is refused, a browser has no clipboard; a copy that it is told to make has data. */
  function copyByEvent({ text, html }) {
    const give = (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      event.clipboardData.setData("text/plain", text);
      if (html) event.clipboardData.setData("text/html", html);
    };
    document.addEventListener("copy", give, { capture: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", give, { capture: true });
    if (!done) throw new Error("copying was refused");
  }

  async function copy(content) {
    try {
      if (!content.html) return await navigator.clipboard.writeText(content.text);
      const types = { "text/plain": content.text, "text/html": content.html };
      const blobs = Object.entries(types).map(([type, data]) => [type, new Blob([data], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } catch {
      copyByEvent(content);
    }
  }

  /** One panel for the whole page: what was copied, and in which other forms it can be. */
  const panel = document.createElement("div");
  panel.className = "link-panel";
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", WORDS["copy-link"]);
  panel.innerHTML = '<p class="link-said" role="status"></p><div class="link-kinds"></div>';
  panel.dataset.shut = "";
  const [said, kinds] = panel.children;
  let from = null;
  let timer = 0;

  for (const [kind, [label]] of Object.entries(KINDS)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.dataset.kind = kind;
    button.addEventListener("click", () => copyAs(kind));
    kinds.append(button);
  }

  async function copyAs(kind) {
    const [, done, make] = KINDS[kind];
    let message = done;
    try {
      await copy(make(target(from)));
    } catch {
      message = REFUSED;
    }
    for (const button of kinds.children) button.classList.toggle("is-done", button.dataset.kind === kind);
    said.textContent = "";
    // A screen reader speaks of what changes in a region that is there already.
    requestAnimationFrame(() => { said.textContent = message; });
    stay();
  }

  const isUsed = () => panel.matches(":hover") || panel.contains(document.activeElement);

  function stay() {
    clearTimeout(timer);
    timer = setTimeout(() => (isUsed() ? stay() : shut()), STAYS);
  }

  function shut({ back = false } = {}) {
    if (!from) return;
    clearTimeout(timer);
    panel.dataset.shut = "";
    if (back) from.focus({ preventScroll: true });
    from = null;
  }

  /** Put the panel below the link, and inside of the window. */
  function place() {
    const shown = from.checkVisibility() ? from : from.closest("figure, main");
    const { left, bottom } = shown === from ? from.getBoundingClientRect() : shown.firstElementChild.getBoundingClientRect();
    delete panel.dataset.shut;
    const base = panel.offsetParent.getBoundingClientRect();
    const room = document.documentElement.clientWidth - panel.offsetWidth - 8;
    panel.style.left = `${Math.max(8, Math.min(left, room)) - base.left}px`;
    panel.style.top = `${bottom - base.top + 6}px`;
  }

  async function open(link, { byKey }) {
    from = link;
    // What opened over the page would lie above the panel.
    link.closest("[popover]:popover-open")?.hidePopover();
    await copyAs("link");
    // Behind the jump to the place itself, which takes the focus away.
    setTimeout(() => {
      if (from !== link) return;
      place();
      if (byKey) kinds.firstElementChild.focus({ preventScroll: true });
    }, 60);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(LINKS);
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
    if (link && isPlain) open(link, { byKey: event.detail === 0 });
    else if (!panel.contains(event.target)) shut();
  });

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      shut({ back: true });
    }
  });
  panel.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !panel.contains(event.relatedTarget)) shut();
  });

  function start() {
    (document.querySelector("main") ?? document.body).append(panel);
    for (const link of document.querySelectorAll(LINKS)) {
      if (link.classList.contains("bd-no")) continue;
      link.title = WORDS["copy-link"];
      link.setAttribute("aria-label", WORDS["copy-link-of"].replace("{title}", () => titleOf(link)));
    }
  }

  /* Material tells of every page through this, also when it swaps pages without loading. */
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
