// The words behind the blind marks of the duplicate question: coarse keys of how a name sounds, always joined with a birth
// year or with a second name, so that no mark stands for one fact alone and none can be counted.
import anyAscii from 'any-ascii'
import { type Name, type Word, wordsOf } from './name-words.rules.ts'

/** Marks of an older scheme stay where they are until their file is marked anew. */
export const markScheme = 2

const consonants: Record<string, string[]> = {
  p: ['p'],
  f: ['p'],
  F: ['p'],
  b: ['b'],
  v: ['b'],
  w: ['', 'b'],
  W: ['', 'b'],
  t: ['t'],
  0: ['t', 's'],
  d: ['d'],
  D: ['d', 's'],
  R: ['r', 'd'],
  s: ['s'],
  c: ['s'],
  S: ['s'],
  T: ['s', 't'],
  C: ['s'],
  z: ['s'],
  Z: ['s'],
  J: ['s'],
  3: ['s', 'g'],
  X: ['s'],
  k: ['k'],
  q: ['k'],
  K: ['k'],
  g: ['g'],
  4: ['g'],
  G: ['g'],
  h: [''],
  m: ['m'],
  n: ['n'],
  N: ['n'],
  '~': ['n', ''],
  l: ['l'],
  r: ['r'],
  y: [''],
}
const atFirst: Record<string, string[]> = {
  w: ['b'],
  W: ['b', 'a'],
  h: ['h'],
  K: ['k', 'h'],
  4: ['g', 'h'],
  y: ['s', 'a'],
  Y: ['s', 'a'],
  J: ['s', 'h'],
}
const ends: Record<string, string[]> = {
  a: ['a'],
  H: ['a'],
  A: ['a'],
  Q: ['a', ''],
  '@': ['', 'a'],
  2: ['a', 'i'],
  e: ['i', 'a'],
  i: ['i'],
  I: ['i'],
  E: ['i'],
  Y: ['i'],
  6: ['u'],
  o: ['u'],
  u: ['u'],
  U: ['u'],
  O: ['u'],
  W: ['u', ''],
}
const mostKeys = 6

/** Coarse keys of one word: one, or a few where its spelling leaves a sound open. */
export const keysOf = ({ sounds }: Pick<Word, 'sounds'>): string[] => {
  let keys = ['']
  const add = (options: string[]) => {
    keys = keys.flatMap((key) => options.map((each) => (key.endsWith(each) ? key : key + each))).slice(0, mostKeys)
  }
  for (let at = 0; at < sounds.length; at += 1) {
    const sound = sounds[at]!
    if (at === 0) add(atFirst[sound] ?? consonants[sound] ?? ['a'])
    else if (consonants[sound] && !(sound === 'W' && at === sounds.length - 1)) add(consonants[sound])
  }
  const end = ends[sounds.at(-1) ?? ''] ?? ['']
  return [...new Set(keys.flatMap((key) => end.map((each) => `${key}.${each}`)))].slice(0, mostKeys)
}

interface Unit {
  keys: string[]
  from: number
  to: number
}

/** The names of a name, and neighbours written as one. */
const unitsOf = ({ words }: Name): { units: Unit[]; joined: Unit[] } => {
  const names = words.filter(({ kind }) => kind === 'name').slice(0, 4)
  const units = names.map((word, at): Unit => ({ keys: keysOf(word), from: at, to: at }))
  const joined = names.slice(1).map((word, at): Unit => {
    const sounds = (names[at]!.sounds + word.sounds).replace(/(.)\1+/g, '$1')
    return { keys: keysOf({ sounds }), from: at, to: at + 1 }
  })
  return { units, joined }
}

const pairsOf = (units: Unit[]): string[] =>
  units.flatMap((one, at) =>
    units
      .slice(at + 1)
      .filter((other) => one.to < other.from || other.to < one.from)
      .flatMap((other) => one.keys.flatMap((a) => other.keys.map((b) => `both ${[a, b].sort().join(' ')}`))),
  )
const alone = (kind: 'only' | 'part', units: Unit[]): string[] =>
  units.flatMap(({ keys }) => keys.map((key) => `${kind} ${key}`))
const inYears = (texts: string[], years: string[]): string[] =>
  texts.flatMap((text) => years.map((year) => `${markScheme} ${text}|${year}`))

/** The marks a file leaves behind. Two names are two facts: for a question without a year (`*`) they stand without one. */
export const marksToKeep = (name: string, birth_year: number | null): string[] => {
  const { units, joined } = unitsOf(wordsOf(name))
  const year = `${birth_year ?? '?'}`
  if (units.length <= 1) return [...new Set(inYears(alone('only', units), [year]))]
  const pairs = pairsOf([...units, ...joined])
  return [
    ...new Set([
      ...inYears([...alone('part', units), ...alone(units.length === 2 ? 'only' : 'part', joined)], [year]),
      ...inYears(pairs, birth_year === null ? ['?'] : [year, '*']),
    ]),
  ].slice(0, 200)
}

/** What the question asks for. A year off is one misheard; a file without a year meets every year. */
export const marksToAsk = (name: string, birth_year: number | null): string[] => {
  const { units, joined } = unitsOf(wordsOf(name))
  const years = birth_year === null ? ['?'] : [`${birth_year - 1}`, `${birth_year}`, `${birth_year + 1}`, '?']
  const texts = [
    ...alone('only', [...units, ...(units.length === 2 ? joined : [])]),
    ...(units.length === 1 ? alone('part', units) : []),
  ]
  const pairs = inYears(pairsOf([...units, ...joined]), birth_year === null ? ['?', '*'] : years)
  return [...new Set([...inYears(texts, years), ...pairs])].slice(0, 800)
}

// The first scheme, for files that carry its marks still.
const formerSounds: [RegExp, string][] = [
  [/ph/g, 'f'],
  [/sh|sch|ch/g, 's'],
  [/kh/g, 'h'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/bh/g, 'b'],
  [/gh/g, 'g'],
  [/[cqk]/g, 'k'],
  [/[zx]/g, 's'],
  [/[vw]/g, 'b'],
  [/[jy]/g, 'i'],
  [/[aeiou]/g, ''],
  [/h/g, ''],
  [/(.)\1+/g, '$1'],
]

/** Lower-case Latin letters alone, whatever script or accents the name came in. */
export const plainName = (name: string): string =>
  anyAscii(name.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** The consonants of one word, roughly. */
export const soundOf = (word: string): string =>
  formerSounds.reduce((text, [from, to]) => text.replace(from, to), word) || word.slice(0, 1)

export const formerMarks = (name: string, birth_year: number | null): string[] => {
  const words = plainName(name)
    .split(' ')
    .filter((word) => word.length > 1)
  const years = birth_year === null ? ['?'] : [`${birth_year - 1}`, `${birth_year}`, `${birth_year + 1}`]
  return [...new Set(words.flatMap((word) => years.map((year) => `${soundOf(word)}|${year}`)))]
}
