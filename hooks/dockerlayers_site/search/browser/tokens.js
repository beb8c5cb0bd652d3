/** The words of a query as they were typed. */

/** More words than these, or a longer one, no reader types: a pasted text would only cost time. */
const WORDS = 12;
const LONGEST = 60;
/** Words that say little about what is looked for. */
const LIGHT = /^(?:방법|이유|까닭|것|수|법|및|위한|위해|대한|대해|무엇|무엇인가|무엇인가요|뭐|뭐예요|뭐야|뭔가요|보는|보기|쓰는|있는|없는|되는|좀|알려줘|어떻게|어떤|왜|종류|차이|차이점|하는|하기|사용|이용|때|때마다|the|a|of|to|in|and|how|what|is)(?:은|는|이|을|를|의|에|가|점|이란|란|인가요|하는|하기)?$/;
/** A noun of one syllable with its particle, or a verb: 줄이. */
const SHORT = /^[가-힣][이가은는을를에도의로]$/;

/** Return the words of a query, without the punctuation around them. */
export function wordsOf(query) {
  return query.normalize("NFC").split(/\s+/).map(trim).filter(Boolean).slice(0, WORDS);
}

/** Say whether a word tells little about what is looked for. */
export function isLight(word) {
  return LIGHT.test(word) || SHORT.test(word);
}

/** Take off the punctuation around a word, not that of an identifier. */
function trim(word) {
  return word.replace(/^[“”"'‘’`「『《(<]+|[“”"'‘’`」』》)>?!,;:…]+$/g, "").replace(/(?<=[^.])\.$/, "").slice(0, LONGEST);
}
