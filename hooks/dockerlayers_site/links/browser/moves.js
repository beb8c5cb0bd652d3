/** A place that left the page for another one: the reader who asks for it is taken there. */

"use strict";

(() => {
  function follow() {
    const moves = JSON.parse(document.getElementById("link-moves")?.textContent ?? "{}");
    let place = location.hash.slice(1);
    try { place = decodeURIComponent(place); } catch { /* It is no encoded text, and taken as it is. */ }
    if (Object.hasOwn(moves, place)) location.replace(new URL(moves[place], location.href));
  }
  addEventListener("hashchange", follow);
  follow();
})();
