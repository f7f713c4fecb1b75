// A name as a list of words: what is the name, what leans on it (articles, "son of"), what is a form of address or a second
// name that half a country carries, and what is only an initial.

import { likeness } from './name-distance.rules.ts'
import { pinyinOf, scriptOf } from './name-script.rules.ts'
import { asSound, type Sound, soundOfWord } from './name-sound.rules.ts'

export interface Word extends Sound {
  /** `leaning` words say nothing alone; `common` ones little: many people share them, and forms leave them out. */
  kind: 'name' | 'common' | 'leaning' | 'initial'
  /** Where it stood. */
  place: number
  /** "Servant of" before it: Abdul Karim, who is also called Karim. */
  servant?: true
  /** Where the name is Chinese: read as pinyin spells it. */
  pinyin?: Sound
}

/** Two neighbours written as one, in either order. */
export interface Joint {
  parts: [Word, Word]
  sound: Sound
}

export interface Name {
  words: Word[]
  /** Those that count: all but the leaning ones. */
  full: Word[]
  joints: Joint[]
  /** One syllable a word or so, where a single vowel makes another name. */
  strict: boolean
}

const leaning = new Set(
  `al el ul ur us uz ud ad ar bin ibn ben bint binti bte de del della di da do dos das la las lo los le les van von der den y e i abu bu
   mr mrs ms miss dr sr sra srta don dona sig haji hajji haja hajja hajia alhaji alhaja smt shri sri mst mosammat mosammet mosa musammat
   بن ابن بنت ال أبو ابو ام بو মোসাম্মৎ মোছাঃ শ্রীমতী श्री श्रीमती`.split(/\s+/),
)
/** As they are written short. */
const short = new Map(
  Object.entries({
    md: 'mohammed',
    mohd: 'mohammed',
    muhd: 'mohammed',
    mhd: 'mohammed',
    মোঃ: 'mohammed',
    ma: 'maria',
  }),
)
const commonSounds = 'bibi begum kumari kumar devi khatun bano kaur singh akter akhtar sultana rani thi'
  .split(' ')
  .map(soundOfWord)

const isCommon = (sound: Sound): boolean => commonSounds.some((each) => likeness(each, sound) > 0.86)

const syllable =
  /^(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|er|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|ue|v|ve))$/
/** How many syllables of pinyin a word can be read as; 0 when it cannot. */
const syllables = (word: string): number => {
  let best = 0
  const read = (rest: string, count: number): void => {
    if (best || count > 3) return
    if (!rest) {
      best = count
      return
    }
    for (let size = Math.min(6, rest.length); size > 0; size -= 1)
      if (syllable.exec(rest.slice(0, size))?.[0].length === size) read(rest.slice(size), count + 1)
  }
  read(word, 0)
  return best
}
const marked = /x|q|zh|ng$|iu|ui|uo|iao|ian|ao$|[jy]u[ae]?n/
/** A family name of one syllable and a given name of one or two, with a sound only pinyin spells so. */
const looksChinese = (words: Word[]): boolean => {
  const names = words.filter(({ kind }) => kind === 'name')
  if (names.length === 0 || names.some(({ script }) => script !== 'latin' && script !== 'han')) return false
  if (names.some(({ script }) => script === 'han')) return true
  const counts = names.map((each) => syllables(each.letters))
  if (counts.includes(0)) return false
  const all = counts.reduce((sum, each) => sum + each, 0)
  return all <= 3 && counts.includes(1) && (all === names.length || names.some((each) => marked.test(each.letters)))
}

const servant = /^[aA@Q]{0,2}b@?d[aeouU@]*(?:A?l)?$/
const servantOf = /^[aA@Q]{0,2}b@?d(?:[aeouUE@]*A?l(?=[^aeiouAEOUI@YW])|[aeouU@]+(?=[^aeiouAEOUI@YWl])|A?l(?=.))/

/** Abd and the name after it are one name, however the article between them is written. */
const joinServants = (words: Word[]): Word[] => {
  const joined: Word[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!
    const next = words.slice(at + 1).find((each) => each.kind !== 'leaning')
    if (servant.test(word.sounds) && next && next.kind !== 'initial') {
      joined.push({
        ...word,
        ...asSound(next.sounds, word.script, word.letters + next.letters),
        kind: 'name',
        servant: true,
      })
      at = words.indexOf(next)
    } else if (servantOf.test(word.sounds) && word.sounds.length >= 6) {
      const rest = word.sounds.replace(servantOf, '').replace(/^(.)\1/, '$1')
      joined.push({ ...word, ...asSound(rest, word.script, word.letters), servant: true })
    } else joined.push(word)
  }
  return joined
}

const cut = (name: string): string[] =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’ʼ`´]/g, '')
    .split(/[^\p{L}\p{M}.ঃ]+|(?<=\.)/u)
    .flatMap((word) => (scriptOf(word) === 'han' ? pinyinOf(word) : [word]))
    .filter((word) => /\p{L}/u.test(word))

export const wordsOf = (name: string): Name => {
  const isHan = scriptOf(name) === 'han'
  const words = cut(name)
    .slice(0, 8)
    .map((raw, place): Word => {
      const bare = raw.replaceAll('.', '')
      const sound = soundOfWord(short.get(bare) ?? bare)
      const kind = leaning.has(bare)
        ? 'leaning'
        : [...bare].length === 1 && scriptOf(bare) !== 'han' && !isHan
          ? 'initial'
          : isCommon(sound)
            ? 'common'
            : 'name'
      return { ...sound, ...(isHan && { script: 'han' as const }), kind, place }
    })
    .filter(({ sounds }) => sounds !== '')
  const joined = joinServants(words)
  // Where nothing else is there, the common word is the name.
  if (!joined.some(({ kind }) => kind === 'name')) {
    for (const word of joined)
      if (word.kind === 'common' || (word.kind === 'leaning' && joined.length === 1)) word.kind = 'name'
  }
  const strict = looksChinese(joined)
  if (strict)
    for (const word of joined)
      word.pinyin = asSound(word.letters.replace(/^([ln])(?:v|yu)$/, '$1u'), 'han', word.letters)
  return {
    words: joined,
    full: joined.filter(({ kind }) => kind !== 'leaning'),
    joints: jointsOf(joined, strict),
    strict,
  }
}

const jointsOf = (words: Word[], strict: boolean): Joint[] =>
  words.flatMap((one) =>
    words
      .filter((other) => Math.abs(one.place - other.place) === 1)
      .filter((other) => one.kind !== 'leaning' || other.kind !== 'leaning')
      .map((other): Joint => {
        const letters = one.letters + other.letters
        const sounds = strict ? letters : (one.sounds + other.sounds).replace(/(.)\1+/g, '$1')
        return { parts: [one, other], sound: asSound(sounds, strict ? 'han' : one.script, letters) }
      }),
  )

/** 0 where they are not alike. "Servant of" may be left out of a name. */
export const likenessOfWords = (one: Word, other: Word, strict = false): number =>
  strict && one.pinyin && other.pinyin
    ? likeness(one.pinyin, other.pinyin, true)
    : likeness(one, other) * (one.servant === other.servant ? 1 : 0.9)
