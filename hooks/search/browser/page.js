/**
 * The page's side of the search. Material asks at every `keyup`, which an input method, a paste or a voice may do
 * without; and it has no word for a reader whose query found nothing.
 */

"use strict";

(() => {
  const box = document.querySelector("[data-md-component=search-query]");
  const result = document.querySelector("[data-md-component=search-result]");
  if (!box || !result || !window.component$) return;

  const ask = () => box.dispatchEvent(new KeyboardEvent("keyup"));
  box.addEventListener("input", ask);
  // The browser puts back what was typed when the reader comes back to the page, and tells only so.
  window.addEventListener("pageshow", () => box.value && ask());

  window.component$.subscribe(({ ref, items, nearest }) => {
    if (ref !== result || !items) return;
    result.querySelector(".search-nearest")?.remove();
    if (!items.length && nearest?.length) result.firstElementChild.after(help(nearest));
  });

  /** Offer the terms of this site that are nearest to what was typed. */
  function help(nearest) {
    const line = document.createElement("p");
    line.className = "search-nearest";
    line.append("띄어쓰기와 철자를 확인하거나 이런 말로 찾아보세요: ");
    nearest.forEach((term, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = term;
      button.addEventListener("click", () => {
        box.value = term;
        box.focus();
        ask();
      });
      line.append(index ? ", " : "", button);
    });
    return line;
  }
})();
