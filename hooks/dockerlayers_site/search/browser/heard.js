/** Which consonants a Latin word may be heard with: cheap tests, by which the most need not be read. */

/** What Latin letters may be heard as, at most, by the class of a consonant. */
const HEARD = { K: "ckqgx", T: "dth", P: "bpfvh", S: "sjzcgtxh", L: "lr", M: "m", N: "n" };

/** The classes that each letter may be heard as, as bits: words that lack one of a skeleton need not be looked at. */
const BITS = Object.fromEntries(Object.keys(HEARD).map((sound, index) => [sound, 1 << index]));
const BITS_OF_LETTER = new Uint8Array(128);
for (const [sound, letters] of Object.entries(HEARD)) for (const letter of letters) BITS_OF_LETTER[letter.charCodeAt(0)] |= BITS[sound];

/** Return the classes of consonants that a Latin word may be heard with, as bits. */
export function heardIn(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= BITS_OF_LETTER[word.charCodeAt(at)];
  return bits;
}

/** Return the classes of a skeleton's consonants, likewise. */
export function heardOf(skeleton) {
  let bits = 0;
  for (const sound of skeleton) bits |= BITS[sound];
  return bits;
}

/** Say whether a Latin word has letters for the consonants of a skeleton, in their order: cheaply, before it is read. */
export function mayHave(word, skeleton) {
  let at = 0;
  for (const sound of skeleton) {
    const letters = HEARD[sound];
    while (at < word.length && !letters.includes(word[at])) at++;
    if (at === word.length) return false;
    // An x is two: its S is looked for where its K was.
    if (word[at] !== "x" || sound !== "K") at++;
  }
  return true;
}
