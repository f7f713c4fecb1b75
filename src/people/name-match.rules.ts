// Whether two written names may be one person's, and why, in words a colleague can check. It decides nothing about anyone:
// it says which files to look at before another one is opened.
import { likeness } from './name-sound.rules.ts'
import { likenessOfWords, type Name, together, type Word, wordsOf } from './name-words.rules.ts'

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
const alike = 0.82
const alikeStrict = 0.9
const weightOf = ({ kind }: Word): number =>
  kind === 'name' ? 1 : kind === 'common' ? 0.3 : kind === 'initial' ? 0.3 : 0

interface Pair {
  one: Word
  other: Word
  like: number
}

/** Best pairs first, each word once. */
const pairUp = (a: Word[], b: Word[], likeOf: (one: Word, other: Word) => number): Pair[] => {
  const pairs: Pair[] = []
  for (const one of a)
    for (const other of b) {
      const like = likeOf(one, other)
      if (like > 0) pairs.push({ one, other, like })
    }
  pairs.sort((x, y) => y.like - x.like)
  const taken = new Set<Word>()
  return pairs.filter(({ one, other }) => {
    if (taken.has(one) || taken.has(other)) return false
    taken.add(one)
    taken.add(other)
    return true
  })
}

const initialFits = (one: Word, other: Word): number =>
  (one.kind === 'initial') !== (other.kind === 'initial') && one.letters[0] === other.letters[0] ? 0.83 : 0

interface Joined {
  whole: Word
  parts: Word[]
  like: number
}
/** A word of one side against two neighbours of the other, in either order. */
const findJoined = (wholes: Word[], parts: Word[], threshold: number, strict: boolean): Joined | undefined => {
  let best: Joined | undefined
  for (const whole of wholes)
    for (const one of parts)
      for (const other of parts) {
        if (Math.abs(one.place - other.place) !== 1 || (one.kind === 'leaning' && other.kind === 'leaning')) continue
        const like = likeness((strict && whole.pinyin) || whole, together(one, other, strict), strict)
        if (like >= threshold && like > (best?.like ?? 0)) best = { whole, parts: [one, other], like }
      }
  return best
}

export const matchNames = (a: Name, b: Name): NameMatch => {
  const strict = a.strict && b.strict
  const threshold = strict ? alikeStrict : alike
  const full = (words: Word[]) => words.filter(({ kind }) => kind !== 'leaning')
  const [mine, theirs] = [full(a.words), full(b.words)]
  if (mine.length === 0 || theirs.length === 0) return none
  const pairs = pairUp(mine, theirs, (one, other) => {
    if (one.kind === 'initial' || other.kind === 'initial')
      return one.letters === other.letters ? 1 : initialFits(one, other)
    const like = likenessOfWords(one, other, strict)
    return like >= threshold ? like : 0
  })
  const why = new Set<Why>()
  let like = 0
  let weight = 0
  const met = new Set<Word>()
  const meet = (words: Word[], alikeness: number): void => {
    for (const word of words) met.add(word)
    const counts = Math.min(1, Math.max(...words.map(weightOf)))
    like += alikeness * counts
    weight += counts
  }
  let names = 0
  for (const { one, other, like: each } of pairs) {
    meet([one, other], each)
    if (one.kind === 'initial' || other.kind === 'initial') why.add('initial')
    else {
      if (one.kind === 'name' || other.kind === 'name') names += 1
      if (one.script !== other.script) why.add('script')
      else if (one.letters !== other.letters) why.add('sound')
    }
  }
  const left = (words: Word[]) => words.filter((each) => !met.has(each))
  // The leaning words join too: Ben Ali is Benali.
  for (const [wholes, parts] of [
    [a.words, b.words],
    [b.words, a.words],
  ] as const) {
    const joined = findJoined(left(full(wholes)), left(parts), threshold, strict)
    if (!joined) continue
    meet([joined.whole, ...joined.parts], joined.like)
    names += 1
    why.add(joined.whole.script === joined.parts[0]!.script ? 'joined' : 'script')
  }
  if (names === 0) return none
  const missing = [left(mine), left(theirs)].map((words) => words.filter(({ kind }) => kind !== 'common'))
  // Each side has a name the other lacks: two people who share one.
  if (missing[0]!.length > 0 && missing[1]!.length > 0) return none
  const lacking = missing[0]!.length + missing[1]!.length
  if (lacking > 0 || left(mine).length + left(theirs).length > 0) why.add('part')
  if (isTurned(pairs)) why.add('order')
  if (why.size === 0) why.add('same')
  return { same: true, score: Math.max(0, like / weight - 0.06 * lacking), why: [...why] }
}

const isTurned = (pairs: Pair[]): boolean => {
  const inOrder = pairs.toSorted((x, y) => x.one.place - y.one.place)
  return inOrder.some((pair, at) => at > 0 && pair.other.place < inOrder[at - 1]!.other.place)
}

export const compareNames = (one: string, other: string): NameMatch => matchNames(wordsOf(one), wordsOf(other))
