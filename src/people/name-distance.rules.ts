// How far two sounds of a name are apart, and how much two words are alike. The numbers were tuned on one half of
// test/names and held on the other. It runs thousands of times per search: costs stand in tables, and a pair that can no
// longer be alike is given up at once.
import type { Sound } from './name-sound.rules.ts'
import { isVowel } from './name-sound.rules.ts'

const near = new Map<string, number>()
/** `bv25`: b and v are a quarter of a sound apart. */
for (const each of `vw10 bv25 bw40 fv35 Ff5 Fp15 pf60 pb70 0t5 0s35 0z50 Dd5 Dz15 td70 T0.60 RD20 Rr10 Rd10 Ts35 Tc20 Tz40 TC40 tT50 sz20 sS20 sc5
 cC10 cS30 CS15 Cs60 zJ30 zZ30 ZJ10 ZS40 3J10 3g10 3Z15 3h35 3K35 3G10 3y30 Jy30 Zy60 Jg35 JK45 Jh40 Ji35 yi10 kq5 kK25 kX60 kC80 Ch60 CK30 kg60 qg50 gG10 gq50
 4g0 4h20 43.10 4G15 gh70 Gh60 Kh20 KX40 KS70 Xs30 XS30 XZ40 XJ45 X3.45 Xh50 XC50 nm50 nN15 ~n10 ~m20 lr90 uw10 Uw10 Ow30 ow30 hH0 Hh0
 ae25 ao25 au40 ai50 ei20 eo50 eu60 io70 iu60 ou15 aE40 eE15 iE30 oE80 uE80 aO40 oO15 uO25 eO70 iO80 Uu5 UO30 Uo20 Ua45 Ui65 Ue65 Ii5 Ie20 IE25 Ia60 Iy10 Io70 Iu65
 6e10 6o15 6a50 @a5 @o10 @e15 @i40 @u40 @E40 @O40 @U50 @I50 Aa0 Ae10 Ai10 Ao10 Au10 AE25 AO25 AU15 AI15 A@10 Yi0 Yy0 Ye25 YE10 YI0 Ya90 YA60 Wu0 WU0 Wo5 WO5 Ww0 Wv10 Wb50 Wa95 We95 Wi95
 2a5 2i10 2e10 2A5 2Y0 2I10 Qa5 Qe5 Qi5 Qo5 Qu5 QE10 QO10 QU10 QI10 QA5 QY20 Q@5 Ha0 He5 H@5 Hi60`.split(/\s+/)) {
  const [, one, other, far] = /^(.)(.)\.?(\d+)$/.exec(each) ?? []
  near.set(one! + other!, Number(far) / 100)
  near.set(other! + one!, Number(far) / 100)
}

const alphabet = 'pbfFvwt0dDRscSTCzZJ3XkqKg4GhmnN~lryaeiouEOUI6@AYWQH2xj'
const size = alphabet.length
const codeOf = new Map([...alphabet].map((sound, code) => [sound, code]))

const change = (one: string, other: string, first: boolean): number => {
  if (one === other) return 0
  const known = near.get(one + other)
  const bothVowels = isVowel(one) && isVowel(other)
  if (known !== undefined) return known * (first ? (bothVowels ? 1.6 : 1.3) : 1)
  if (bothVowels) return first ? 1 : 0.7
  return isVowel(one) !== isVowel(other) ? 2 : first ? 1.5 : 1.2
}
const changes = new Float32Array(size * size)
const changesAtFirst = new Float32Array(size * size)
for (const [one, row] of codeOf)
  for (const [other, column] of codeOf) {
    changes[row * size + column] = change(one, other, false)
    changesAtFirst[row * size + column] = change(one, other, true)
  }

/** One sound more on one side. `open`: the other side leaves vowels out. */
const more = (word: string, at: number, open: boolean): number => {
  const sound = word[at]!
  const first = at === 0
  const last = at === word.length - 1
  if (sound === '@') return 0.06
  if (sound === 'Q' || sound === '~') return 0.1
  if (sound === 'A') return first ? 0.7 : 0.4
  if (sound === 'H') return 0.4
  if (sound === 'Y' || sound === 'W') return 0.85
  if (sound === 'h') return first ? 0.45 : 0.35
  if (sound === 'i' && !last && isVowel(word[at + 1]!)) return 0.15
  if (sound === 'y' || sound === 'w') return first ? 0.8 : 0.3
  if (!isVowel(sound)) return first ? 1.3 : 1
  if (open && !first && !last) return 'EOUI'.includes(sound) ? 0.85 : 0.08
  if (open && first) return 0.3
  if ('EOUI6'.includes(sound)) return 0.6
  return first ? 0.7 : last ? 0.6 : 0.42
}

/** What each sound of a word costs when the other side lacks it, and where the word stands in the tables. */
interface Measured {
  codes: Uint8Array
  extra: Float32Array
  extraToOpen: Float32Array
}
const measured = new WeakMap<Sound, Measured>()
const measure = (sound: Sound): Measured => {
  const known = measured.get(sound)
  if (known) return known
  const { sounds } = sound
  const made = {
    codes: Uint8Array.from(sounds, (each) => codeOf.get(each) ?? 0),
    extra: Float32Array.from(sounds, (_, at) => more(sounds, at, false)),
    extraToOpen: Float32Array.from(sounds, (_, at) => more(sounds, at, true)),
  }
  measured.set(sound, made)
  return made
}

const popcount = (bits: number): number => {
  let count = 0
  for (let left = bits; left; left &= left - 1) count += 1
  return count
}

const longest = 60
const firstRow = new Float32Array(longest + 2)
const secondRow = new Float32Array(longest + 2)
/** At most `limit`; infinite when it is certain to be more. */
const distance = (a: Sound, b: Sound, limit: number): number => {
  const [one, other] = [measure(a), measure(b)]
  const rows = one.codes.length
  const columns = other.codes.length
  const extraOfOne = b.open ? one.extraToOpen : one.extra
  const extraOfOther = a.open ? other.extraToOpen : other.extra
  let above = firstRow
  let here = secondRow
  above[0] = 0
  for (let column = 1; column <= columns; column += 1) above[column] = above[column - 1]! + extraOfOther[column - 1]!
  for (let row = 1; row <= rows; row += 1) {
    const extra = extraOfOne[row - 1]!
    const from = one.codes[row - 1]! * size
    let least = above[0]! + extra
    let left = least
    here[0] = left
    for (let column = 1; column <= columns; column += 1) {
      const table = row === 1 && column === 1 ? changesAtFirst : changes
      let cost = above[column - 1]! + table[from + other.codes[column - 1]!]!
      const up = above[column]! + extra
      if (up < cost) cost = up
      const side = left + extraOfOther[column - 1]!
      if (side < cost) cost = side
      here[column] = cost
      left = cost
      if (cost < least) least = cost
    }
    if (least > limit) return Number.POSITIVE_INFINITY
    const swap = above
    above = here
    here = swap
  }
  return above[columns]!
}

const front = 'eiEIY2'
const back = 'ouUOW'
const endOf = (sounds: string): 'a' | 'e' | 'o' | '@' | '' => {
  const last = sounds.at(-1) ?? ''
  if (last === '@') return '@'
  if (front.includes(last)) return 'e'
  if (back.includes(last)) return 'o'
  return isVowel(last) ? 'a' : ''
}
/** Names of women and men often differ in their last vowel alone. */
const byEnding = (a: Sound, b: Sound): number => {
  const one = endOf(a.sounds)
  const other = endOf(b.sounds)
  if (one === other || one === '@' || other === '@') return 1
  if (one && other) {
    // A bare ya at the end is also read as an a.
    if (/[Y2]$/.test(a.sounds) || /[Y2]$/.test(b.sounds)) return one === 'o' || other === 'o' ? 0.8 : 1
    return /[eE]$/.test(a.sounds + b.sounds) && (one === 'a' || other === 'a') ? 0.93 : 0.82
  }
  return a.sounds.endsWith('W') || b.sounds.endsWith('W') ? 0.9 : 0.8
}

/** Below this two words are not alike, and how unlike is not asked. */
export const alike = 0.82
export const alikeStrict = 0.9

/** 1: the same to the ear; 0: not alike. `strict` where one vowel makes another name, as in pinyin. */
export const likeness = (a: Sound, b: Sound, strict = false): number => {
  if (a.sounds === b.sounds || (a.script === 'latin' && b.script === 'latin' && a.letters === b.letters)) return 1
  if (a.sounds.length > longest || b.sounds.length > longest || popcount(a.mask ^ b.mask) > 3) return 0
  const whole = (a.weight + b.weight) / 2
  if (whole < 5 && popcount(a.mask ^ b.mask) > 2) return 0
  if (Math.abs(a.weight - b.weight) > whole * 0.5) return 0
  const short = strict || (whole <= 3 && !a.open && !b.open)
  const times = strict ? 2.5 : short ? 1.25 : 1
  const least = strict ? alikeStrict : alike
  const far = distance(a, b, ((1 - least) * whole) / times + 0.001)
  if (far === Number.POSITIVE_INFINITY) return 0
  const like = (1 - (far * times) / whole) * byEnding(a, b)
  return like >= least ? like : 0
}
