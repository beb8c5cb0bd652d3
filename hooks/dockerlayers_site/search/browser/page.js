/**
 * The page's side of the search. Material asks at every `keyup`, which an input method, a paste or a voice may do
 * without; it has no word for a reader whose query found nothing; and where it exchanges pages without loading them
 * (`navigation.instant`), it forgets links with a query and marks what is marked already.
 */

"use strict";

(() => {
  const box = document.querySelector("[data-md-component=search-query]");
  const result = document.querySelector("[data-md-component=search-result]");
  if (!box || !result || !window.component$) return;

  const ask = () => box.dispatchEvent(new KeyboardEvent("keyup"));
  box.addEventListener("input", ask);
  // No server answers the form.
  box.form?.addEventListener("submit", (event) => event.preventDefault());

  window.addEventListener("pageshow", ({ persisted }) => {
    // A page that was kept comes back with the box shut but focused, and Material opens it when it gets the focus.
    if (persisted) box.blur();
    // The browser puts back what was typed when the reader comes back to the page, and tells only so.
    if (box.value) ask();
  });

  window.component$.subscribe(({ ref, items, nearest, nodes }) => {
    if (nodes) keepNewest();
    if (ref !== result || !items) return;
    result.querySelector(".search-nearest")?.remove();
    if (!items.length && nearest?.length) result.firstElementChild.after(help(nearest));
  });

  const share = document.querySelector("[data-md-component=search-share]");
  // A link with a target is not followed where pages are exchanged: this one only copies its address, of which
  // Material would copy the one before the last key.
  share?.setAttribute("target", "_self");
  share?.addEventListener("click", () => share.setAttribute("data-clipboard-text", share.href), { capture: true });

  window.location$?.subscribe(({ hash, searchParams }) => {
    if (!searchParams.has("h")) unmark();
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

  /** Leave the marks of the newest query alone, whole: Material marks at every change of the address. */
  function keepNewest() {
    unmark(".is-old");
    for (const mark of document.querySelectorAll("mark[data-md-highlight]")) mark.classList.add("is-old");
  }

  function unmark(which = "") {
    for (const mark of document.querySelectorAll(`mark[data-md-highlight]${which}`)) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }

  /** Offer the terms of this site that are nearest to what was typed. */
  function help(nearest) {
    const line = document.createElement("p");
    line.className = "search-nearest";
    line.append(SEARCH_NEAREST);
    nearest.forEach((term, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = term;
      button.addEventListener("click", () => answer(term));
      line.append(index ? ", " : "", button);
    });
    return line;
  }
})();
