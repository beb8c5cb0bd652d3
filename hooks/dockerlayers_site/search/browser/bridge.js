/** From a name in Hangul to the Latin words of the site that sound so, and back. Only words are tried, never texts. */

import { lettersIn } from "./letters.js";
import { couldBeName, discord, discordOfBeginning, firstSound, soundOfHangul, soundsOfLatin } from "./loanwords.js";
import { NAME, SpokenLatin, put } from "./spoken.js";

const MOST = 2;
const SHORT = 2;
const NEAREST = 3;
/** With fewer consonants a half-typed word may become anything. */
const LEAST = 3;

/** Bridge between the two scripts with what the site has of each. */
export class Bridge {
  /** Take the words of the site, and its vocabulary. */
  constructor(corpus, vocabulary) {
    Object.assign(this, { corpus, vocabulary, known: new Map(), spoken: new Map(), spokenLatin: new SpokenLatin(corpus) });
  }

  /** Return the Latin words that a Hangul one may spell, the best first; `sure` where the site writes both together. */
  latin(word) {
    if (!this.known.has(word)) this.known.set(word, this.#latin(word));
    return this.known.get(word);
  }

  #latin(word) {
    if (word.length < 2) return [];
    // A word of the site itself is no name of letters or of two words, which cost more to look for.
    const ways = this.corpus.has(word) ? ["sounding"] : ["letters", "sounding", "spelled", "twoWords"];
    const found = ways.reduce((some, way) => (some.length ? some : this.#find(way, word)), []);
    const best = Math.min(...found.map(({ cost }) => cost));
    return found
      .filter(({ cost }) => cost <= best + 0.1)
      .sort((a, b) => a.cost - b.cost || this.corpus.times(b.word) - this.corpus.times(a.word))
      .slice(0, MOST)
      .map((one) => ({ ...one, sure: this.#together(word, one.word) }));
  }

  /** Return the Latin words that a half-typed one may become, the best first: entrypoint of 엔트리포. */
  growing(word) {
    const sound = soundOfHangul(word);
    if (!sound || sound.skeleton.length < LEAST) return [];
    const common = this.spokenLatin.having(sound.skeleton, sound.slots, Infinity).filter((latin) => this.corpus.times(latin) > 1);
    const found = common.flatMap((latin) => soundsOfLatin(latin).map((one) => ({ word: latin, cost: discordOfBeginning(sound, one), skeleton: one.skeleton.length })));
    return cheapest(found)
      .sort((a, b) => a.cost - b.cost || this.corpus.times(b.word) - this.corpus.times(a.word))
      .slice(0, MOST);
  }

  #find(way, word) {
    if (way === "letters") return this.#spelled(word).filter(({ cost }) => !cost);
    return way === "sounding" ? this.#sounding(word) : way === "spelled" ? this.#spelled(word) : this.#twoWords(word);
  }

  #sounding(word) {
    const sound = soundOfHangul(word);
    if (!sound) return [];
    return cheapest(this.spokenLatin.like(sound).map((one) => ({ ...one, cost: discord(sound, one.sound) })));
  }

  /** Find words of which some letters are called by their names: pnpm of 피엔피엠, mysql of 마이에스큐엘. */
  #spelled(word) {
    const found = [];
    for (const { before, rest, after } of lettersIn(word)) {
      const starts = before ? this.corpus.beginning(before).map((id) => this.corpus.words[id]) : this.#latinEndingIn(after);
      for (const latin of starts) {
        if (!latin.endsWith(after) || latin.length < before.length + after.length) continue;
        const middle = latin.slice(before.length, latin.length - after.length);
        if (!rest !== !middle) continue;
        if (!rest) found.push({ word: latin, cost: 0, skeleton: 3 });
        else if (middle.length > 1) found.push(...this.#alike(rest, middle, before.length + after.length > 1 ? 1 : 2).map((cost) => ({ word: latin, cost: cost + 0.05, skeleton: 3 })));
      }
    }
    return found;
  }

  #alike(hangul, latin, least) {
    const sound = soundOfHangul(hangul);
    if (!this.spoken.has(latin)) this.spoken.set(latin, soundsOfLatin(latin));
    const costs = sound ? this.spoken.get(latin).map((one) => discord(sound, one, least)) : [];
    return costs.filter((cost) => cost < Infinity).slice(0, 1);
  }

  /** Find two words in Latin letters that stand together: life cycle of 라이프사이클. */
  #twoWords(word) {
    const found = [];
    const best = (part) => this.#sounding(part).sort((a, b) => a.cost - b.cost).slice(0, NEAREST);
    for (let cut = 2; cut <= word.length - 2; cut++) {
      const starts = best(word.slice(0, cut));
      for (const other of starts.length ? best(word.slice(cut)) : [])
        for (const one of starts)
          if (this.#follow(one.word, other.word)) found.push({ word: one.word + other.word, cost: one.cost + other.cost, skeleton: 4 });
    }
    return found;
  }

  /** Say whether one word stands right before another. */
  #follow(one, other) {
    const { posts, places, stream, ids } = this.corpus;
    const id = ids.get(one), next = ids.get(other);
    for (let post = posts[id]; post < posts[id + 1]; post++) if (stream[places[post] + 1] === next) return true;
    return false;
  }

  /** Return the Hangul nouns of the site that spell a Latin word. */
  hangul(word) {
    const found = soundsOfLatin(word).flatMap((reading) =>
      this.#hangulSounds(reading).map(({ noun, sound }) => ({ word: noun, cost: discord(sound, reading), skeleton: reading.skeleton.length })),
    );
    return cheapest(found)
      .filter((one) => one.skeleton > SHORT || this.#together(one.word, word))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, MOST);
  }

  /** Return the Latin words whose last two letters are those of an ending. */
  #latinEndingIn(ending) {
    if (!this.endings) {
      this.endings = new Map();
      for (const word of this.corpus.words) if (NAME.test(word)) put(this.endings, word.slice(-2), word);
    }
    return this.endings.get(ending.slice(-2)) ?? [];
  }

  /** Return the Hangul words with a skeleton, likewise. */
  #hangulSounds({ skeleton, slots }) {
    const first = slots[0] ? "" : skeleton[0] ?? "";
    if (!this.nouns) {
      this.nouns = new Map();
      for (const word of this.vocabulary.bases()) put(this.nouns, `${firstSound(word)} `, word);
    }
    const key = `${first} read`;
    if (!this.nouns.has(key)) {
      const table = new Map();
      for (const noun of this.nouns.get(`${first} `) ?? []) {
        const sound = couldBeName(noun) ? soundOfHangul(noun) : null;
        if (sound) put(table, sound.skeleton, { noun, sound });
      }
      this.nouns.set(key, table);
    }
    return this.nouns.get(key).get(skeleton) ?? [];
  }

  /** Say whether a third of the pages with a Hangul word have a Latin one as well: they are names of one thing. */
  share(hangul, latin) {
    const [own, other] = [this.corpus.pagesOf(hangul), this.corpus.pagesOf(latin)];
    let both = 0;
    for (const page of own) if (other.has(page)) both++;
    return both * 3 >= own.size;
  }

  /** Say whether the site writes one with the other in brackets: 레디스(Redis). */
  #together(hangul, latin) {
    const { corpus } = this;
    return [[hangul, latin], [latin, hangul]].some(([one, other]) => {
      const id = corpus.ids.get(one);
      if (id === undefined) return false;
      for (let post = corpus.posts[id]; post < corpus.posts[id + 1]; post++) {
        const at = corpus.places[post];
        if (corpus.words[corpus.stream[at + 1]] === "(" && corpus.words[corpus.stream[at + 2]] === other) return true;
      }
      return false;
    });
  }
}

function cheapest(found) {
  const best = new Map();
  for (const one of found) if (one.cost < (best.get(one.word)?.cost ?? Infinity)) best.set(one.word, one);
  return [...best.values()];
}
