/**
 * The dialog that shares: a link with all in it, the text as a fence for Markdown, a page that needs nothing else.
 */

import { ask } from "./engine.js";
import { MOST_FRAGMENT, hasAny, writeFragment } from "./link.js";
import { WORDS, button, make, say } from "./words.js";

const PARTS = ["asked", "target", "args", "platform", "ignore"];

/** Open the dialog for what is shared; `lab` has the text of which a page is made. */
export function openShare(given, lab) {
  const title = make("h2", { id: "live-share" }, say("share-title"));
  const address = make("input", { type: "text", readonly: true, class: "live-address", "aria-label": say("share-link") });
  const room = make("progress", { max: MOST_FRAGMENT, "aria-hidden": "true" });
  const count = make("span", { class: "live-fine", role: "status" });
  const told = make("p", { class: "live-fine", role: "status" });
  const chosen = new Map(PARTS.filter((name) => hasAny(given[name])).map((name) => [name, name !== "ignore"]));
  const copyLink = button("copy", () => copy(address.value, told), "live-done");

  async function write() {
    const parts = { text: given.text };
    for (const [name, isIn] of chosen) if (isIn) parts[name] = given[name];
    const fragment = await writeFragment(parts);
    const isShort = fragment.length <= MOST_FRAGMENT;
    address.value = isShort ? `${new URL(WORDS["playground-at"], import.meta.url)}#${fragment}` : "";
    room.value = Math.min(MOST_FRAGMENT, fragment.length);
    count.textContent = say(isShort ? "share-room" : "share-full", { n: fragment.length, most: MOST_FRAGMENT });
    copyLink.disabled = !isShort;
  }

  const boxes = [...chosen.keys()].map((name) => {
    const box = make("input", { type: "checkbox", on: { change: () => { chosen.set(name, box.checked); void write(); } } });
    box.checked = chosen.get(name);
    return make("label", { class: "live-check" }, box, say(`share-${name}`, { value: describe(given[name]) }));
  });
  const dialog = make(
    "dialog",
    { class: "live-dialog", "aria-labelledby": "live-share", on: { close: () => dialog.remove() } },
    make("div", { class: "live-dialog-head" }, title, button("close", () => dialog.close(), "live-quiet")),
    make("p", {}, say("share-says")),
    make("div", { class: "live-link" }, address, copyLink),
    make("p", { class: "live-room" }, room, count),
    boxes.length ? make("fieldset", {}, make("legend", {}, say("share-with")), ...boxes) : null,
    make(
      "div",
      { class: "live-others" },
      button("copy-fence", () => copy(writeFence(given), told)),
      button("download", () => download(lab, told)),
    ),
    told,
  );
  document.body.append(dialog);
  void write();
  dialog.showModal();
}

const describe = (value) => (typeof value === "string" ? value : Object.keys(value).join(", "));

/** The text as the fence that this site shows in the same way; no line of it can end the fence. */
export function writeFence({ text, target, args = {} }) {
  const longest = Math.max(2, ...[...text.matchAll(/^\s*(`{3,})/gm)].map((found) => found[1].length));
  const fence = "`".repeat(longest + 1);
  const quoted = (value) => `"${value.replace(/["\\]/g, "\\$&")}"`;
  const options = [
    target ? `target=${quoted(target)}` : "",
    Object.keys(args).length ? `build-arg=${quoted(Object.entries(args).map(([name, value]) => `${name}=${value}`).join(" "))}` : "",
  ].filter(Boolean);
  return `${fence}dockerfile${options.map((one) => ` ${one}`).join("")}\n${text.replace(/\n*$/, "")}\n${fence}\n`;
}

async function copy(text, told) {
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = say("copied");
  } catch {
    told.textContent = say("copy-refused");
  }
}

async function download(lab, told) {
  try {
    const { page } = await ask({ ...lab.ask(lab.pane.text), page: true });
    const address = URL.createObjectURL(new Blob([page], { type: "text/html" }));
    make("a", { href: address, download: "Dockerfile.html" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    told.textContent = say("downloaded");
  } catch (error) {
    told.textContent = say(`trouble-${error.reason ?? "broken"}`);
  }
}
