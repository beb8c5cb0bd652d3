/**
 * What a reader sets beside the text: target, platform, build arguments, .dockerignore.
 */

import { button, make, say } from "./words.js";

const PLATFORMS = ["linux/amd64", "linux/arm64"];
const label = (name, control) => make("label", {}, make("span", {}, say(name)), control);
const option = (value, text = value) => make("option", { value }, text);

export class Drawer {
  /** The settings are those of the lab; `changed` is told of each change. */
  constructor(lab, changed) {
    this.settings = lab.settings;
    this.changed = changed;
    const set = (name, value) => {
      this.settings[name] = value || null;
      changed();
    };
    this.targets = make("select", { on: { change: () => set("target", this.targets.value) } });
    const platform = make("select", { on: { change: () => set("platform", platform.value) } }, ...PLATFORMS.map((one) => option(one)));
    platform.value = this.settings.platform ?? PLATFORMS[0];
    this.ignored = make("textarea", { rows: "4", spellcheck: "false", on: { input: () => set("ignore", this.ignored.value) } });
    this.ignored.value = this.settings.ignore ?? "";
    this.list = make("div", { class: "live-args" });
    Object.entries(this.settings.build_args).forEach(([name, value]) => this.addArgument(name, value));
    this.element = make(
      "aside",
      { class: "live-drawer", "aria-label": say("settings") },
      label("target", this.targets),
      label("platform", platform),
      make(
        "fieldset",
        {},
        make("legend", {}, say("args")),
        this.list,
        button("add-arg", () => this.addArgument().querySelector("input").focus()),
      ),
      label("ignore", this.ignored),
    );
  }

  addArgument(name = "", value = "") {
    const field = (text, given) => make("input", {
      type: "text", "aria-label": say(text), value: given, spellcheck: "false", on: { input: () => this.readArguments() },
    });
    const remove = button("remove", () => {
      row.remove();
      this.readArguments();
    }, "live-quiet");
    const row = make("div", {}, field("arg-name", name), field("arg-value", value), remove);
    this.list.append(row);
    return row;
  }

  readArguments() {
    const pairs = [...this.list.children].map((row) => [...row.querySelectorAll("input")].map((one) => one.value));
    this.settings.build_args = Object.fromEntries(pairs.filter(([name]) => name.trim()));
    this.changed();
  }

  /** Offer the stages of a text; one that was chosen stays, though it may be gone. */
  offer(names) {
    const chosen = this.settings.target ?? "";
    const all = [...new Set([chosen, ...names])].filter(Boolean);
    this.targets.replaceChildren(option("", say("last-stage")), ...all.map((name) => option(name)));
    this.targets.value = chosen;
  }

  /** Take another .dockerignore. */
  ignore(text) {
    this.ignored.value = this.settings.ignore = text;
    this.changed();
  }
}
