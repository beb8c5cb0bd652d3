/**
 * Runs before Material's own script, which would start the worker and load the index on every page. Here both wait for a
 * reader who is about to search: who points at the box, puts the cursor into it, or follows a link with a query.
 */

"use strict";

(() => {
  const SETUP = 0, READY = 1, FAILED = 4;
  const WORDS = SEARCH_WORDS;
  const WORKER = new URL("worker.js", document.currentScript.src).href;
  const INTENTIONS = ["pointerover", "pointerdown", "focusin", "input"];
  const search = document.querySelector("[data-md-component=search]");
  const form = document.forms.namedItem("search");
  if (!search || !form) return;

  const box = form.elements.namedItem("query");
  // What is found is said to who does not see it.
  const meta = search.querySelector("[data-md-component=search-result] > :first-child");
  meta?.setAttribute("aria-live", "polite");
  // No server answers the form.
  form.addEventListener("submit", (event) => event.preventDefault());
  const FIELDS = "textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset])";
  const isTyped = (one) => one !== box && (one.isContentEditable || one.matches?.(FIELDS));
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    // In a field, it is the field's: there, it takes away what stands behind, or makes a link.
    if (event.isComposing || isTyped(event.composedPath()[0])) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    // A page that was kept comes back with the box shut but focused, and Material opens it when it gets the focus.
    if (persisted) box.blur();
    // The browser puts back what was typed when the reader comes back to the page, and tells only so.
    if (box.value) box.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // From a file no worker starts: Material has its own ways there.
  if (location.protocol === "file:") return;
  // A form of this name is why Material loads the index, to search and to mark words. The worker loads it, and marks.js marks.
  form.removeAttribute("name");

  const Worker = window.Worker;

  /** Stand for the worker until it is needed: Material asks nothing before it hears that the worker is ready. */
  class Waiting extends EventTarget {
    postMessage(message) {
      this.worker?.postMessage(message);
    }

    /** Start the worker, and say so to who is waiting. */
    start() {
      if (this.worker) return;
      this.worker = new Worker(WORKER);
      this.worker.addEventListener("message", (event) => this.#hear(event));
      this.worker.addEventListener("error", () => this.ready || this.#fail());
      this.worker.postMessage({ type: SETUP, data: { options: { suggest: true } } });
      say(WORDS.loading);
    }

    #hear({ data }) {
      this.ready ||= data.type === READY;
      if (data.type === FAILED) this.#fail();
      else this.dispatchEvent(new MessageEvent("message", { data }));
    }

    /** Say that it failed; the next key or click tries again. */
    #fail() {
      this.worker?.terminate();
      this.worker = null;
      say(WORDS.failed);
    }
  }

  const waiting = new Waiting();
  window.Worker = new Proxy(Worker, {
    construct(made, [address, ...more]) {
      return new URL(address, document.baseURI).href === WORKER ? waiting : new made(address, ...more);
    },
  });
  const start = () => waiting.start();
  for (const place of [search, ...document.querySelectorAll("label[for=__search]")])
    for (const intention of INTENTIONS) place.addEventListener(intention, start, { passive: true });
  if (new URLSearchParams(location.search).has("q")) start();

  function say(text) {
    meta.textContent = text;
  }
})();
