/* Enhances a finished breakdown: a row and its layer light up together, and the Dockerfile can be copied.
   Nothing here adds content; without this script all of it is there. */
(() => {
  const LIT = "[data-line], [data-for]";
  const lineOf = (element) => element?.dataset.line ?? element?.dataset.for;

  /* A row and its slab in the stack, from either side. */
  function light(root, event) {
    const from = event.target.closest?.(LIT);
    const line = from && root.contains(from) ? lineOf(from) : undefined;
    for (const element of root.querySelectorAll(LIT)) {
      element.classList.toggle("is-on", line !== undefined && lineOf(element) === line);
    }
  }

  /* The Dockerfile is put together again from its lines; a number that is left out is an empty line. */
  function sourceOf(root) {
    const lines = new Array(Number(root.dataset.lines)).fill("");
    for (const line of root.querySelectorAll(".bd-line")) {
      lines[line.dataset.n - 1] = line.textContent.replace(/\n$/, "");
    }
    return lines.join("\n") + "\n";
  }

  /* Over plain http a browser offers no clipboard; a selection can be copied there too. */
  function copySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.style.cssText = "position: fixed; inset: 0 auto auto 0; opacity: 0";
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (!copied) throw new Error("copying was refused");
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copySelection(text);
    }
  }

  function init(root) {
    root.dataset.bdOn = "";
    for (const name of ["pointerover", "focusin", "pointerleave"]) {
      root.addEventListener(name, (event) => light(root, event));
    }
    const button = root.querySelector(".bd-tool--copy");
    const label = button.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await copy(sourceOf(root));
      button.focus({ preventScroll: true });
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }

  const start = () => document.querySelectorAll("[data-bd]:not([data-bd-on])").forEach(init);

  /* Material tells of every page through this, also when it swaps pages without loading. */
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();

  /* Browsers without ::details-content print only what is open. */
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll(".bd details:not([open])")];
    shut.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => shut.forEach((details) => { details.open = false; }));
})();
