/** The Latin words of the site by how they sound; they are read when a name that they may spell is first asked for. */

import { heardIn, heardOf, mayHave } from "./heard.js";
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
    this.byFirst = new Map();
  }

  /** Return the Latin words with a skeleton. Those are read that have letters for it; each is read once. */
  like({ skeleton, slots }) {
    const found = [];
    for (const word of this.having(skeleton, slots, SILENT)) found.push(...(this.#read(word).get(skeleton) ?? []));
    return found;
  }

  /** Return the Latin words with letters for a skeleton, and so many more consonants. */
  having(skeleton, slots, more) {
    const sought = heardOf(skeleton);
    const found = [];
    for (const words of this.#counted(slots[0].length ? "" : skeleton[0]).slice(skeleton.length, skeleton.length + more + 1))
      for (const { word, heard } of words ?? []) if ((heard & sought) === sought && mayHave(word, skeleton)) found.push(word);
    return found;
  }

  /** Return how a word may sound by its skeletons; one that ends in s may be several of a thing. */
  #read(word) {
    if (!this.sounds.has(word)) {
      const table = new Map();
      for (const spelling of word.length > 4 && /[^s]s$/.test(word) ? [word, word.slice(0, -1)] : [word])
        for (const sound of soundsOfLatin(spelling)) put(table, sound.skeleton, { word, sound, skeleton: sound.skeleton.length });
      this.sounds.set(word, table);
    }
    return this.sounds.get(word);
  }

  /** Return the Latin words with a first sound by how many consonants they are written with, each with what may be heard in it. */
  #counted(first) {
    if (!this.byFirst.has(first)) {
      const counted = [];
      for (const letter of FIRST[first] ?? "")
        for (const id of this.corpus.beginning(letter)) {
          const word = this.corpus.words[id];
          if (NAME.test(word)) (counted[consonantsIn(word)] ??= []).push({ word, heard: heardIn(word) });
        }
      this.byFirst.set(first, counted);
    }
    return this.byFirst.get(first);
  }
}

/** Add a value to those of a key, unless the key is empty. */
export function put(map, key, value) {
  if (!key) return;
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}
