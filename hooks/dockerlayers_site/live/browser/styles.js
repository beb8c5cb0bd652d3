/** The styles of what is loaded late: a page that is only read has none of them. */

let added;

export function addStyles() {
  added ??= new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("live.css", import.meta.url);
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
  return added;
}
