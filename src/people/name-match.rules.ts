// Whether two written names may be one person's, and why, in words a colleague can check. It decides nothing about anyone:
// it says which files to look at before another one is opened.
import { likeness } from './name-distance.rules.ts'
import type { Sound } from './name-sound.rules.ts'
import { type Joint, type Name, type Word, wordsOf } from './name-words.rules.ts'

/** Message keys: `people.match.<why>`. */
export type Why = 'same' | 'script' | 'sound' | 'order' | 'part' | 'joined' | 'initial'

export interface NameMatch {
  /** May be the same name. */
  same: boolean
  /** 0–1, for ranking. */
  score: number
  why: Why[]
}

const none: NameMatch = { same: false, score: 0, why: [] }
const weightOf = ({ kind }: Word): number =>
  kind === 'name' ? 1 : kind === 'common' ? 0.3 : kind === 'initial' ? 0.3 : 0

interface Pair {
  one: Word
  other: Word
  like: number
}

/** Best pairs first, each word once. */
const pairUp = (pairs: Pair[]): Pair[] => {
  const taken = new Set<Word>()
  return pairs
    .toSorted((x, y) => y.like - x.like)
    .filter(({ one, other }) => {
      if (taken.has(one) || taken.has(other)) return false
      taken.add(one)
      taken.add(other)
      return true
    })
}

const initialFits = (one: Word, other: Word): number => {
  if (one.kind === other.kind) return one.letters === other.letters ? 1 : 0
  return one.letters[0] === other.letters[0] ? 0.83 : 0
}

const isPlain = ({ words }: Name): boolean => words.every(({ kind }) => kind === 'name')

/** Compares names with one that is asked for: words met before, in whatever name, are not compared again. */
export const matcherOf = (a: Name): ((b: Name) => NameMatch) => {
  const known = new Map<Sound, Map<string, number>>()
  const likeOf = (one: Sound, other: Sound, strict: boolean): number => {
    let of = known.get(one)
    if (!of) {
      of = new Map()
      known.set(one, of)
    }
    let like = of.get(other.key)
    if (like === undefined) {
      like = likeness(one, other, strict)
      of.set(other.key, like)
    }
    return like
  }
  const wordsAlike = (one: Word, other: Word, strict: boolean): number => {
    if (one.kind === 'initial' || other.kind === 'initial') return initialFits(one, other)
    if (strict) return likeOf(one.pinyin!, other.pinyin!, true)
    const like = likeOf(one, other, false)
    return one.servant === other.servant || like === 0 ? like : like * 0.9
  }
  const jointAlike = ({ sound }: Joint, whole: Word, strict: boolean): number => {
    // Joints are as many as names: they are looked at once, and most are given up at the first look.
    return likeness(sound, (strict && whole.pinyin) || whole, strict)
  }
  return (b) => {
    const strict = a.strict && b.strict
    const pairs: Pair[] = []
    for (const one of a.full)
      for (const other of b.full) {
        const like = wordsAlike(one, other, strict)
        if (like > 0) pairs.push({ one, other, like })
      }
    const joined: Joined[] = []
    // As many words on both sides, all of them names: nothing is left over to be joined.
    const even = a.words.length === b.words.length && isPlain(a) && isPlain(b)
    if (even) return pairs.length === 0 ? none : weigh(a, b, pairUp(pairs), joined)
    for (const whole of a.full)
      for (const joint of b.joints) {
        const like = jointAlike(joint, whole, strict)
        if (like > 0) joined.push({ whole, parts: joint.parts, like })
      }
    for (const joint of a.joints)
      for (const whole of b.full) {
        const like = jointAlike(joint, whole, strict)
        if (like > 0) joined.push({ whole, parts: joint.parts, like })
      }
    return pairs.length + joined.length === 0 ? none : weigh(a, b, pairUp(pairs), joined)
  }
}

interface Joined {
  whole: Word
  parts: [Word, Word]
  like: number
}

const weigh = (a: Name, b: Name, pairs: Pair[], joined: Joined[]): NameMatch => {
  const why = new Set<Why>()
  const met = new Set<Word>()
  let like = 0
  let weight = 0
  let names = 0
  const meet = (words: Word[], alikeness: number): void => {
    for (const word of words) met.add(word)
    const counts = Math.max(...words.map(weightOf))
    like += alikeness * counts
    weight += counts
  }
  for (const { one, other, like: each } of pairs) {
    meet([one, other], each)
    if (one.kind === 'initial' || other.kind === 'initial') why.add('initial')
    else {
      if (one.kind === 'name' || other.kind === 'name') names += 1
      if (one.script !== other.script) why.add('script')
      else if (one.letters !== other.letters) why.add('sound')
    }
  }
  // The leaning words join too: Ben Ali is Benali.
  for (const { whole, parts, like: each } of joined.toSorted((x, y) => y.like - x.like)) {
    if ([whole, ...parts].some((word) => met.has(word))) continue
    meet([whole, ...parts], each)
    names += 1
    why.add(whole.script === parts[0].script ? 'joined' : 'script')
  }
  if (names === 0) return none
  const left = [a.full, b.full].map((words) => words.filter((each) => !met.has(each)))
  const missing = left.map((words) => words.filter(({ kind }) => kind !== 'common').length)
  // Each side has a name the other lacks: two people who share one.
  if (missing[0]! > 0 && missing[1]! > 0) return none
  if (left.flat().length > 0) why.add('part')
  if (isTurned(pairs)) why.add('order')
  if (why.size === 0) why.add('same')
  return { same: true, score: Math.max(0, like / weight - 0.06 * (missing[0]! + missing[1]!)), why: [...why] }
}

const isTurned = (pairs: Pair[]): boolean => {
  const inOrder = pairs.toSorted((x, y) => x.one.place - y.one.place)
  return inOrder.some((pair, at) => at > 0 && pair.other.place < inOrder[at - 1]!.other.place)
}

export const compareNames = (one: string, other: string): NameMatch => matcherOf(wordsOf(one))(wordsOf(other))
