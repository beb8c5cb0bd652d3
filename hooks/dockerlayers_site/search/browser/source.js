/** The program that a pasted text is of: a message of docker is looked for where docker is written about, of git where git is. */

import { squeeze } from "./text.js";
import { isOften } from "./tokens.js";

/** Messages of programs that do not name themselves. */
const SPEAKERS = [
  [/\bhudson\.\w|\bjenkins\b/i, "jenkins"],
  [/\bkube(?:let|ctl)\b|\bpods? ["/\w-]|CrashLoopBackOff|ImagePullBackOff|persistentvolumeclaim|\b\d+\/\d+ nodes are/i, "kubernetes"],
  [/error response from daemon|docker daemon|failed to solve|dockerfile/i, "docker"],
  [/^(?:fatal|remote): |! \[rejected\]|failed to push some refs|src refspec|not a git repository|overwritten by (?:checkout|merge)|unrelated histories|merge conflict/im, "git"],
];
/** What stands before the first colon, the program or what it speaks of: nginx: [emerg], unknown instruction: FORM. */
const NAMED = /^\s*(?:\w+ )?\[?([a-z][\w-]*)\]?: /i;
/** What a page that never names the program counts for, and the share of its sections from which on one is about it. */
const OTHER = 0.4, ENOUGH = 0.5;

/** Return the words for the program, as far as the text says it and the glossary knows it: docker, 도커. */
export function sourceOf(text, synonyms) {
  const name = SPEAKERS.find(([sign]) => sign.test(text))?.[1] ?? named(text);
  const others = name ? synonyms.of(name) : [];
  return others.length ? [name, ...others.map(squeeze)] : [];
}

/** Return what stands before the first colon, if it is a name: a warning is of no one. */
function named(text) {
  const name = NAMED.exec(text)?.[1].toLowerCase();
  return isOften(name) && name !== "docker" ? undefined : name;
}

/** Return for each page, by its first section, what it counts for by how much it is about a program; null where none spoke. */
export function aboutSource({ corpus, pages }, words) {
  if (!words.length) return null;
  const has = new Uint8Array(corpus.size), found = new Float32Array(corpus.size), all = new Float32Array(corpus.size);
  for (const word of words) corpus.each(word, (place) => (has[corpus.sections[place]] = 1));
  has.forEach((one, section) => {
    found[pages[section]] += one;
    all[pages[section]]++;
  });
  return found.map((count, page) => OTHER + (1 - OTHER) * Math.min(1, count / all[page] / ENOUGH));
}
