/** The Latin words of the site by how they sound; they are read when words as long with the same beginning are first asked for. */

import { consonantsIn, soundsOfLatin } from "./loanwords.js";

/** The letters that a Latin word may begin with, by its first sound; "" is a vowel. */
const FIRST = { "": "aeiouyhw", K: "ckqg", T: "dt", P: "bpfv", S: "sjzcgt", L: "lr", M: "m", N: "nk" };
export const NAME = /^[a-z][a-z0-9]{2,20}$/;
/** So many consonants of a Latin word may not be heard: r, and one of two. */
const SILENT = 4;

/** Know how the Latin words of the site sound. */
export class SpokenLatin {
  /** Take the words of the site. */
  constructor(corpus) {
    this.corpus = corpus;
    this.sounds = new Map();
  }

  /** Return the Latin words with a skeleton; see above when they are read. */
  like({ skeleton, slots }) {
    const first = slots[0].length ? "" : skeleton[0];
    const found = [];
    for (let count = skeleton.length; count <= skeleton.length + SILENT; count++) found.push(...(this.#spokenTable(first, count).get(skeleton) ?? []));
    return found;
  }

  /** Return the Latin words with a first sound and so many consonants, by their skeletons. */
  #spokenTable(first, count) {
    const key = `${first} ${count}`;
    if (!this.sounds.has(key)) {
      const table = new Map();
      for (const word of this.counted(first)[count] ?? [])
        for (const spelling of word.length > 4 && /[^s]s$/.test(word) ? [word, word.slice(0, -1)] : [word])
          for (const sound of soundsOfLatin(spelling)) put(table, sound.skeleton, { word, sound, skeleton: sound.skeleton.length });
      this.sounds.set(key, table);
    }
    return this.sounds.get(key);
  }

  /** Return the Latin words with a first sound by how many consonants they are written with. */
  counted(first) {
    if (!this.sounds.has(first)) {
      const counted = [];
      for (const letter of FIRST[first] ?? "")
        for (const id of this.corpus.beginning(letter)) {
          const word = this.corpus.words[id];
          if (NAME.test(word)) (counted[consonantsIn(word)] ??= []).push(word);
        }
      this.sounds.set(first, counted);
    }
    return this.sounds.get(first);
  }
}

/** Add a value to those of a key, unless the key is empty. */
export function put(map, key, value) {
  if (!key) return;
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}
