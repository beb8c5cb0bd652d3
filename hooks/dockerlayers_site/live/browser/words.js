/** What is said in the page, in the language of the site. */

export const WORDS = LIVE_WORDS;

/** The pages that rules and instructions lead to, by whole addresses: they hold wherever a breakdown is shown. */
export const PAGES = Object.fromEntries(Object.entries(LIVE_GUIDE)
  .map(([name, value]) => [name, typeof value === "string" ? new URL(value, import.meta.url).href : value]));

/** Return a text with its slots filled. */
export const say = (name, slots = {}) => WORDS[name].replace(/\{(\w+)\}/g, (whole, slot) => slots[slot] ?? whole);

/** Make an element; text in it is text. */
export function make(name, given = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key === "on") Object.entries(value).forEach(([event, action]) => element.addEventListener(event, action));
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button that says what it does. */
export const button = (name, action, variant = "") =>
  make("button", { type: "button", class: `live-button ${variant}`.trim(), on: { click: action } }, say(name));

/** Put HTML that the library wrote into the page; it escapes all text. */
export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

const UNIT = 1e6;
export const megabytes = (bytes) => (bytes / UNIT).toFixed(1);
