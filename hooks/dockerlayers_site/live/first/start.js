/* The buttons by which a reader changes a breakdown, or solves an exercise. All else is loaded when one is meant to be
   pressed. */
(() => {
  const HOME = "/assets/dockerlayers/";
  const { folder, words } = LIVE_START;
  /* This script may be one with others, in another folder of them. */
  const { src } = document.currentScript;
  const base = `${src.slice(0, src.lastIndexOf(HOME) + HOME.length)}${folder}/`;
  const load = (name) => import(new URL(name, base));
  const keyOf = (root) => `dockerlayers:${location.pathname}#${root.id}`;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  function add(place, className, text, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = className;
    button.textContent = text;
    button.title = words.size;
    const prepare = () => {
      if (!navigator.connection?.saveData) load("editor.js").then((editor) => editor.prepare(), () => {});
    };
    button.addEventListener("pointerenter", prepare, { once: true });
    button.addEventListener("focus", prepare, { once: true });
    button.addEventListener("click", () => action(button).catch(() => { button.textContent = words.failed; }));
    place.prepend(button);
  }

  window.dockerlayers?.add((root) => {
    const tools = root.querySelector(".bd-tools");
    /* What is not in the page yet is the editor's; of two that are compared, it has to know the first as well. */
    if (!tools || !root.isConnected || root.closest(".live-split, dialog, .live-hints")) return;
    if (root.matches(".bd--compare") && !root.closest("[data-live]")) return;
    add(tools, "bd-tool bd-tool--edit", read(keyOf(root)) ? words.again : words.edit,
      async (button) => (await load("editor.js")).open(root, button));
  });

  window.dockerlayers?.onEveryPage(() => {
    for (const root of document.querySelectorAll("[data-exercise]:not([data-on])")) {
      root.dataset.on = "";
      const key = `${keyOf(root)}:solved`;
      const mark = () => {
        root.dataset.solved = words.solved;
        try {
          localStorage.setItem(key, "1");
        } catch {
          /* it is solved all the same */
        }
      };
      if (read(key)) root.dataset.solved = words.solved;
      const place = root.querySelector(".live-acts");
      add(place, "live-solve", place.dataset.solve,
        async (button) => (await load("exercise.js")).solve(root, button, mark));
    }
  });
})();
