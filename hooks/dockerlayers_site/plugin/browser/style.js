/** Brings the styles of what comes with this script: before the site's own, which have the last word. */

"use strict";

(() => {
  const style = document.createElement("style");
  style.textContent = LATER_STYLE;
  const put = () => {
    if (!style.isConnected) document.querySelector('link[href$="dockerlayers/site.css"]').before(style);
  };
  put();
  // Where Material exchanges pages without loading them, it takes out of the head what the next page does not have.
  window.document$?.subscribe(put);
})();
