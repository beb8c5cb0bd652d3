/**
 * The page for a Dockerfile of one's own: paste, open or drop one, begin with an example, or follow a link that has one.
 */

import { Draft } from "./drafts.js";
import { Lab } from "./lab.js";
import { readFragment } from "./link.js";
import { load } from "./loading.js";
import { Drawer } from "./settings.js";
import { addStyles } from "./styles.js";
import { emptyFigure } from "./view.js";
import { button, make, say } from "./words.js";

const MOST_BYTES = 1_000_000;
const EMPTY = { target: null, build_args: {}, platform: null, ignore: null };

const place = document.querySelector("[data-playground]");
if (place && !place.dataset.on) new Playground(place);

function Playground(root) {
  root.dataset.on = "";
  const starts = root.querySelector(".live-starts");
  const examples = JSON.parse(root.querySelector("script[type='application/json']").textContent);
  const told = root.querySelector(".live-told");
  const draft = new Draft("playground", "");
  const tools = make("div", { class: "live-tools" });
  let lab;
  let drawer;
  let busy = false;
  let asked;

  const tell = (name, slots) => { told.textContent = name ? say(name, slots) : ""; };

  async function begin(given, { original = given.text } = {}) {
    if (busy) return;
    busy = true;
    try {
      await addStyles();
      if (!(await load((block) => starts.after(block)))) return;
      tell("");
      root.querySelector(".live-bench")?.remove();
      const settings = { ...EMPTY, target: given.target, build_args: given.args ?? {}, platform: given.platform, ignore: given.ignore };
      lab = new Lab({
        text: given.text,
        original,
        settings,
        figure: emptyFigure("dockerfile"),
        onText: save,
        onAnswer: answered,
      });
      drawer = new Drawer(lab, () => {
        save(lab.pane.text);
        lab.again();
      });
      asked = given.asked;
      starts.hidden = true;
      tools.hidden = false;
      root.append(make("div", { class: "live-bench" }, lab.element, drawer.element));
      lab.again();
      lab.pane.area.focus({ preventScroll: true });
    } finally {
      busy = false;
    }
  }

  function answered(answer) {
    if (answer.targets) drawer.offer(answer.targets);
    if (asked && answer.html && !answer.fault) {
      window.dockerlayers.ask?.(lab.figure, asked);
      asked = null;
    }
  }

  function save(text) {
    clearTimeout(save.timer);
    save.timer = setTimeout(() => {
      const { target, build_args: args, platform, ignore } = lab.settings;
      if (!draft.write(text, { begun: lab.original, target, args, platform, ignore })) tell("not-saved");
    }, 400);
  }

  async function compare() {
    const { showComparison } = await import("./comparison.js");
    await showComparison(lab, () => tell("trouble-broken"));
  }

  async function share() {
    const { openShare } = await import("./share.js");
    const { target, build_args: args, platform, ignore } = lab.settings;
    openShare({ text: lab.pane.text, target, args, platform, ignore, asked: lab.figure.dataset.asked }, lab);
  }

  function restart() {
    root.querySelector(".live-bench").remove();
    draft.forget();
    history.replaceState(null, "", location.pathname);
    starts.hidden = false;
    tools.hidden = true;
    starts.querySelector("button").focus();
  }

  /* Files: a Dockerfile, and a .dockerignore beside it. */
  async function take(files) {
    const read = await Promise.all([...files].slice(0, 20).map(readFile));
    if (read.includes(null)) return tell("file-large", { most: MOST_BYTES / 1e6 });
    const ignore = read.find(({ name }) => name.endsWith(".dockerignore"));
    const file = read.find((one) => one !== ignore);
    if (!file && lab && ignore) {
      return drawer.ignore(ignore.text);
    }
    if (!file) return tell("file-none");
    if (file.text.includes("\0")) return tell("file-binary", { name: file.name });
    return begin({ text: file.text, ignore: ignore?.text ?? null });
  }

  const readFile = async (file) => (file.size > MOST_BYTES ? null : { name: file.name, text: await file.text() });

  const picker = make("input", { type: "file", multiple: true, hidden: true, on: { change: () => void take(picker.files) } });
  tools.append(
    button("compare-start", () => void compare(), "live-quiet"),
    button("share", () => void share(), "live-done"),
    button("restart", restart, "live-quiet"),
  );
  tools.hidden = true;
  root.querySelector(".live-bar").append(tools);
  root.append(picker);

  starts.querySelector("[data-start='paste']").addEventListener("click", async () => {
    let text = "";
    try {
      text = await navigator.clipboard.readText();
    } catch {
      /* it is pasted into the empty text, then */
    }
    await begin({ text: text.includes("\0") ? "" : text }, { original: text });
  });
  starts.querySelector("[data-start='file']").addEventListener("click", () => picker.click());
  const menu = starts.querySelector(".live-examples");
  for (const { name, text } of examples) {
    menu.append(make("button", { type: "button", class: "live-button", on: { click: () => void begin({ text }) } }, name));
  }
  starts.querySelector("[data-start='example']").addEventListener("click", () => {
    menu.hidden = !menu.hidden;
    menu.querySelector("button").focus();
  });

  addEventListener("paste", (event) => {
    if (starts.hidden || event.target.closest?.("input, textarea")) return;
    const text = event.clipboardData?.getData("text/plain");
    if (text) void begin({ text });
  });
  root.addEventListener("dragover", (event) => {
    event.preventDefault();
    root.dataset.drop = "";
  });
  root.addEventListener("dragleave", () => { delete root.dataset.drop; });
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    delete root.dataset.drop;
    if (event.dataTransfer.files.length) void take(event.dataTransfer.files);
    else if (event.dataTransfer.getData("text/plain")) void begin({ text: event.dataTransfer.getData("text/plain") });
  });

  async function arrive() {
    try {
      const given = await readFragment(location.hash);
      if (given) return await begin(given);
    } catch (error) {
      return tell(`link-${error.reason}`);
    }
    const kept = draft.read();
    if (!kept?.text) return undefined;
    const back = button("continue", () => void begin(kept, { original: kept.begun ?? kept.text }));
    starts.prepend(make("p", { class: "live-back" }, say("draft-here"), " ", back));
    return undefined;
  }
  addEventListener("hashchange", () => void arrive());
  void arrive();
}
