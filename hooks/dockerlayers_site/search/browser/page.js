/**
 * The page's side of the search. Material asks at every `keyup`, which an input method, a paste or a voice may do
 * without; it has no word for a reader whose query found nothing, or found something else than was typed; and where it
 * exchanges pages without loading them (`navigation.instant`), it forgets links with a query.
 */

"use strict";

(() => {
  const WORDS = SEARCH_WORDS;
  const box = document.querySelector("[data-md-component=search-query]");
  const LINKS = ".md-search-result__link";
  const result = document.querySelector("[data-md-component=search-result]");
  if (!box || !result || !window.component$) return;

  const ask = () => box.dispatchEvent(new KeyboardEvent("keyup"));
  box.addEventListener("input", ask);
  // This script comes when a reader is about to search, who may have typed already.
  if (box.value) ask();

  window.component$.subscribe(({ ref, items, nearest = [], understood = [] }) => {
    if (ref !== result || !items) return;
    for (const one of result.querySelectorAll(".search-nearest, .search-understood")) one.remove();
    if (nearest.length) result.firstElementChild.after(help(nearest));
    if (understood.length) result.firstElementChild.after(account(understood));
    for (const link of result.querySelectorAll(LINKS)) withoutNothing(link);
  });

  // Material writes `?h=` where there is nothing to mark.
  result.addEventListener("click", ({ target }) => withoutNothing(target.closest?.(LINKS)), { capture: true });

  const share = document.querySelector("[data-md-component=search-share]");
  // A link with a target is not followed where pages are exchanged: this one only copies its address, of which
  // Material would copy the one before the last key.
  share?.setAttribute("target", "_self");
  share?.addEventListener("click", () => share.setAttribute("data-clipboard-text", share.href), { capture: true });

  window.location$?.subscribe(({ hash, searchParams }) => {
    if (!searchParams.has("q")) return;
    forget();
    // Links within a page have the query that it was loaded with. Material shuts the box after 125 ms.
    if (!hash) setTimeout(() => answer(searchParams.get("q")), 250);
  });

  // Where pages are exchanged, Material takes a link that differs in its query alone back at once: let it load.
  document.addEventListener(
    "click",
    ({ target }) => {
      const link = target.closest?.("a[href]:not([target])");
      const same = (part) => link[part] === location[part];
      if (link && ["origin", "pathname", "hash"].every(same) && !same("search")) link.target = "_self";
    },
    { capture: true },
  );

  /** Take the query out of the page's address before its links are made from it. */
  function forget() {
    const url = new URL(location.href);
    url.searchParams.delete("q");
    history.replaceState(history.state, "", url);
  }

  function answer(query) {
    box.value = query;
    box.focus();
    ask();
  }

  function withoutNothing(link) {
    const url = link && new URL(link.href);
    if (url?.searchParams.get("h") !== "") return;
    url.searchParams.delete("h");
    link.href = url.href;
  }

  /** Say which words were taken for others, and which are not on this site. */
  function account(understood) {
    const list = document.createElement("ul");
    list.className = "search-understood";
    for (const { from, to, how } of understood) {
      const line = document.createElement("li");
      const typed = document.createElement(to ? "span" : "del");
      typed.textContent = from;
      line.append(typed);
      if (!to || how === "letters") line.append(`: ${to ? WORDS.letters : WORDS.absent}`);
      else line.append(" → ", Object.assign(document.createElement("b"), { textContent: to }));
      list.append(line);
    }
    return list;
  }

  /** Offer the terms of this site that are nearest to what was typed. */
  function help(nearest) {
    const line = document.createElement("p");
    line.className = "search-nearest";
    line.append(WORDS.nearest);
    nearest.forEach((term, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = term;
      button.addEventListener("click", () => answer(term));
      line.append(index ? " · " : " ", button);
    });
    return line;
  }
})();
