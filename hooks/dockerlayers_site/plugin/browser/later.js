/**
 * Loads what a page needs only when its reader does something with it: at the first move of the pointer, the first touch or
 * key, or at once where the address asks for something.
 */

"use strict";

(() => {
  const INTENTIONS = ["pointermove", "pointerdown", "keydown", "focusin", "input"];
  /** What is done again for who did it while the rest was on its way; for all else, the browser itself has done it. */
  const MISSED = ["pointerover", "focusin", "click"];
  const PRESSED = ".bd-tool--copy, .bd-tools a, .bd-no, .headerlink";
  const ASKED = ["h", "q"];
  const { src } = document.currentScript;
  const missed = new Map();
  let isAsked = false;

  const note = (event) => {
    if (event.type !== "click" || event.target.closest?.(PRESSED)) missed.set(event.type, event);
  };

  function load() {
    if (isAsked) return;
    isAsked = true;
    for (const one of INTENTIONS) removeEventListener(one, load, true);
    for (const one of MISSED) addEventListener(one, note, true);
    const script = document.createElement("script");
    script.src = new URL("later.js", src).href;
    script.onload = () => {
      for (const one of MISSED) removeEventListener(one, note, true);
      for (const event of missed.values())
        if (event.target.isConnected) event.target.dispatchEvent(new event.constructor(event.type, event));
    };
    document.body.append(script);
  }

  for (const one of INTENTIONS) addEventListener(one, load, { capture: true, passive: true });
  const look = ({ search }) => {
    if (ASKED.some((one) => new URLSearchParams(search).has(one))) load();
  };
  look(location);
  // Where pages are exchanged without loading them, Material tells of each further address.
  window.location$?.subscribe(look);
})();
