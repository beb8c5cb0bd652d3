/** The words of a query as they were typed. */

import { beginsEnding, verbStems, withoutParticle } from "./words.js";

/** More words than these, or a longer one, no reader types. */
const WORDS = 12;
const LONGEST = 60;
/** Of a pasted text so many words are looked for, the rarest ones. */
const PASTED = 40;
const MANY = 8;
/** Words that say little about what is looked for. */
const LIGHT = new Set(
  `방법 법 이유 까닭 것 거 건 게 수 위한 위해 위해서 대한 대해 대해서 관한 관련 무엇 뭐 뭘 무슨 뭔 어떤 어떻게 어디 어디서 언제 얼마나 보는 보기 쓰는
  있는 있나 있을까 없는 없나 되는 되나 알려줘 알려 종류 차이 차이점 하는 하기 하면 하려면 하고 해서 해야 하나 할 한 사용 이용 활용 때 때마다 때문 경우
  다음 아닌 아님 뜻 설명 설명해줘 궁금해요 알려주세요 쓰면 쓸 같은 이런 그런 저런 이거 그거 정도 필요 가능 좋은 싶은 싶어 싶은데 싶어요 주는 달라 달라요 다른 다르 다른가 다른가요 나오 나와요 나옴 라고 이라고 예제 개 번 벌 여러 여러개 걸
  the a an of to in and or for on with is are how what why do does i my`.split(/\s+/),
);
/** Those of them that take no ending: 이미지 is no form of 이미. */
const ADVERBS = new Set(
  `이미 아직 바로 항상 전혀 갑자기 정말 그런데 그냥 자꾸 너무 제일 가장 더 잘 안 못 및 왜 좀 이제 지금 요즘 혹시 아예 꼭 또 다 막 많이 조금 약간 매우
  아주 그래서 근데 그리고 그러면 그럼 하지만 분명 분명히 제 제가 저 저는 저희 내 내가 나는 우리 어느 둘 누가 무조건 원래 진짜 일단 계속 도대체 대체 별로`.split(/\s+/),
);
/** Stems of verbs that say little: of what is, becomes, is wanted, known, used. */
const LIGHT_STEMS = new Set("하 해두 해보 해주 되 있 없 싶 알 모르 보 주 쓰 말 나오 어떻 이렇 그렇 같 않 못하 아니 그러 어쩌".split(" "));
/** Endings of questions, which a light word may have: 뭔가요, 있나요, 되는지. */
const ASKING = /(?:인가요|인가|인지|일까요|일까|예요|이에요|에요|야|죠|나요|가요|까요|까|니|지|는지|은지|던데|는데|은데|어요|아요|요|이란|란|점)$/;
/** A noun of one syllable with its particle, or a verb: 줄이. */
const SHORT = /^[가-힣][이가은는을를에도의로]$/;
/** That something does or does not work, which most who ask say: 안돼요, 안되는데. */
const FAILS = /^(?:안|못)?(?:되|돼|됐|된|될)(?:[가-힣]{0,4})$/;
const SCRIPTS = /[가-힣ㄱ-ㅎㅏ-ㅣ]+|[^가-힣ㄱ-ㅎㅏ-ㅣ]+/g;
/** The port in an address: who writes of a program writes it, too, 6379 of Redis. Behind other names such a number is a line's. */
const PORT = /(?<=\blocalhost|\d\.\d{1,3}):(\d{2,5})\b(?![:.]\d)|(?<=[a-z]):(\d{4,5})\b(?![:.]\d)/gi;
/** What a pasted text has of its own, and no page: the name of what there is none of, addresses, times, how long something took, ids. */
const OWN = [
  /(?<=\bno such [a-z]+: )\S+/gi,
  /<\/?(?:html|head|title|body|center|h\d|hr|p|br|div|span|pre)\b[^<>]*>/gi,
  /\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?/g,
  /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d[.,\d]*Z?)?/g,
  /\b\d\d:\d\d:\d\d(?:[.,]\d+)?/g,
  /\b(?:\d+(?:ms|[smhd]))+\b/g,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  /(?<=\w):\d+(?::\d+)?\b/g,
];
const WORD = /[가-힣]+|:\d{2,5}\b|[A-Za-z0-9]+/g;
const CAPITALS = /^[A-Z]{3,}$/;
/** What stands in quotes, and an address or a path. */
const ARGUMENT = /("[^"\n]{1,80}"|(?<![a-z])'[^'\n]{1,80}'|`[^`\n]{1,80}`|\b[a-z]{2,6}:\/\/\S+|(?<![\w.])\.{0,2}\/[\w.@-]+(?:\/[\w.@-]+)+)/i;
const HASH = /^(?:[0-9a-f]{7,}|\d{4,}|(?=.*\d)[a-z0-9]{16,}|(?=(?:.*\d[a-z]){2}|(?:.*[a-z]\d){2})[a-z0-9]{5,})$/;
/** Words of English that tell how others go together, and say little in a text or a question of it. */
const FUNCTION = new Set(
  `at from by not no via per be been is are was were has have had do does did must may might can could should would will shall this that
  these those which who when while if then than as into out up over under again its it you your we our they
  their there here all any each other some only own same so too very just because until about against between
  through during before after above below both few more most one two new old first last next see use used using
  get got make made please try trying already yet still now did need needed another without within inside me
  also`.split(/\s+/),
);
/** What most errors have: that there is one, and where it was met. */
const OFTEN = new Set([
  ...`error errors err failed failure fail exception caused by at fatal warning warn remote message from response daemon docker unknown cannot could unable not no
  such file or directory com org net java main localhost http https www usr src lib var opt home users user tmp app bin etc
  solve complete completed successfully ago default status code line stack trace module thread native method
  set require required requires specify specified wrong invalid valid expected unexpected found missing exist exists available returned due reason reached allowed attempt attempting
  back off down away too least enough always never once how where why whether else instead otherwise however although since
  among across around along per less much many little long short certain given don doesn didn isn aren couldn`.split(/\s+/),
  ...FUNCTION,
]);

/** Return the words of a query, without the punctuation around them; a name and the Hangul joined to it are two. */
export function wordsOf(query) {
  return query.normalize("NFC").split(/\s+/).map(trim).filter(Boolean).slice(0, WORDS).flatMap(apart);
}

/** What tells that a program speaks: signs, or that something went wrong, in so many words at least. */
const SPEAKS = [
  [3, /\w: /],
  [4, /[:'"]/],
  [4, /\b(?:errors?|failed|failure|fatal|cannot|unable|denied|refused|invalid|unknown|not|no such|already|exited|unauthorized|unhealthy)\b/i],
  [1, /\w\.\w+\.\w+\.\w/],
  [2, /\w(?:Exception|Error|Killed|BackOff)\b|\bexit(?:ed)? (?:with )?(?:code )?\(?\d/],
];

/** Say whether a query is what a program said, pasted: many words in Latin letters, with signs and paths among them. */
export function isPasted(query) {
  const words = query.trim().split(/\s+/);
  const latin = query.replace(/[^!-~]/g, "").length / query.replace(/\s/g, "").length;
  // Who writes Hangul in most words asks; no program does.
  const asks = words.filter((word) => /[가-힣]/.test(word)).length * 2 > words.length;
  if (!(latin > 0.5) || asks) return false;
  return words.length >= MANY || query.length > LONGEST || SPEAKS.some(([least, sign]) => words.length >= least && sign.test(query));
}

/**
 * Return the words of a pasted text as they follow each other, those of names and paths one by one, without ids and
 * numbers; each with whether it is an argument, as what stands in quotes or is of a path is of who pasted it, and whether it
 * is a name in capitals, in a text that is not all in them.
 */
export function wordsOfPasted(query) {
  const pasted = query.normalize("NFC").slice(0, 2000).replace(PORT, " :$1$2 ");
  const text = OWN.reduce((rest, own) => rest.replace(own, " "), pasted);
  const isMixed = /[a-z]/.test(text);
  const words = text.split(ARGUMENT).flatMap((part, index) =>
    (part.match(WORD) ?? []).filter(isTelling).map((word) => ({
      word: word.replace(":", ""),
      argument: index % 2 > 0 && word[0] !== ":",
      name: isMixed && CAPITALS.test(word),
    })),
  );
  return words.slice(0, PASTED);
}

/** Say whether a word of a pasted text is more than one letter, and no id or number but a port's. */
function isTelling(word) {
  return word.length > 1 && !HASH.test(word.toLowerCase());
}

/** Say whether most pasted errors have a word. */
export function isOften(word) {
  return OFTEN.has(word);
}

/** Return the words that a name in camel case is made of, or nothing: potential, stubbing and problem. */
export function humpsOf(name) {
  const humps = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return humps.length > 1 ? humps.filter((hump) => hump.length > 2).map((hump) => hump.toLowerCase()) : [];
}

/** Say whether a word tells little about what is looked for; `isNoun` says whether it is one of the site: 속도 and 경로. */
export function isLight(word, isNoun = false) {
  return (!isNoun && SHORT.test(word)) || isFiller(word);
}

/** Say whether a word is a form of a verb that says little, 모르겠어요, and of none of the longer ones that the site has: 줄이기. */
export function isLightVerb(word, known) {
  const light = verbStems(word).filter((stem) => LIGHT_STEMS.has(stem));
  return light.length > 0 && known.every((stem) => stem.length < 2 || light.some((one) => stem.startsWith(one) && beginsEnding(stem.slice(one.length))));
}

/** Say whether a query is in English: its words that tell how others go together say little; typed in capitals they are names. */
export function isEnglish(words) {
  return words.length > 2 && words.every((word) => !/[가-힣ㄱ-ㅎㅏ-ㅣ]/.test(word));
}

/** Say whether a word of a query in English says little. */
export function isFunction(word) {
  return FUNCTION.has(word);
}

/** Say whether two words say that something can or cannot be: 수 없다. */
export function isPossible(word, next) {
  return /^수[가는도를]?$/.test(word) && /^[있없]/.test(next);
}

/** Say whether a word is one of those that say little, perhaps with an ending. */
export function isFiller(word) {
  if (LIGHT.has(word) || ADVERBS.has(word)) return true;
  if (FAILS.test(word)) return true;
  const bare = word.replace(ASKING, "");
  if (bare !== word && (LIGHT.has(bare) || ADVERBS.has(bare))) return true;
  for (const length of [1, 2, 3]) if (LIGHT.has(word.slice(0, -length)) && isEnding(word, length)) return true;
  return false;
}

function isEnding(word, length) {
  return [...withoutParticle(`xx${word}`)].some(({ suffix }) => suffix.length === length);
}

/** Part 도커compose and docker설치, not Dockerfile을 and 3장. */
function apart(word) {
  const runs = word.match(SCRIPTS);
  if (runs.length < 2 || /[ㄱ-ㅎㅏ-ㅣ]/.test(word)) return [word];
  const out = [];
  runs.forEach((run, index) => {
    const hangul = /[가-힣]/.test(run);
    const small = hangul ? run.length < 2 : !/[a-z]{2}/i.test(run);
    const particle = hangul && index && [...withoutParticle(`xx${run}`)].some(({ stem }) => stem === "xx");
    if (particle) return;
    if (out.length && (small || out.at(-1).small)) out.push({ text: out.pop().text + run, small });
    else out.push({ text: run, small });
  });
  return out.map(({ text }) => trim(text)).filter(Boolean);
}

/** Take off the punctuation around a word, not that of an identifier. */
function trim(word) {
  return word.replace(/^[“”"'‘’`「『《(<]+|[“”"'‘’`」』》)>?!,;:…]+$/g, "").replace(/(?<=[^.])\.$/, "").slice(0, LONGEST);
}
