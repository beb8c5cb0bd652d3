/** Forms of English words, as far as their endings tell: what an error says happened, and what a reader calls several things. */

const SHORTEST = 3;
const VOWEL = /[aeiouy]/;
const ENDINGS = ["s", "es", "d", "ed", "ing"];

/** Return the words of which one may be a form, the likeliest first: stop of stopped, deny of denied, image of images. */
export function basesOf(word) {
  if (!/^[a-z]{4,}$/.test(word)) return [];
  const bases = [...ofSeveral(word), ...ofVerb(word)];
  return [...new Set(bases)].filter((base) => base !== word && base.length >= SHORTEST && VOWEL.test(base));
}

/** Return the words of which a word is a form, and the forms of each: argument of arguments, exceeds of exceeded. */
export function kinOf(word) {
  if (!/^[a-z]{3,}$/.test(word)) return [];
  const bases = basesOf(word);
  const forms = [word, ...bases].flatMap((one) => ENDINGS.map((ending) => one + ending));
  return [...new Set([...bases, ...forms])].filter((one) => one !== word);
}

function* ofSeveral(word) {
  if (/(?:ss|us|is)$/.test(word)) return;
  if (word.endsWith("ies")) yield `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) yield word.slice(0, -2);
  if (word.endsWith("s")) yield word.slice(0, -1);
}

function* ofVerb(word) {
  const stem = /^(.+)(?:ed|ing)$/.exec(word)?.[1];
  if (!stem) return;
  if (word.endsWith("ied")) yield `${word.slice(0, -3)}y`;
  if (/([^aeiouls])\1$/.test(stem)) yield stem.slice(0, -1);
  yield `${stem}e`;
  yield stem;
}
