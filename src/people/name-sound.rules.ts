// How one word of a name sounds, whatever language spelled it, and how far two sounds are apart.
//
// Sounds: p b f F(ph) v w t 0(th) d D(dh) R(d or r) s c(s or ch) S(sh) T(ts) C(ch) z Z(zh) J(j) 3(soft g) X(ks, x) k q K(kh)
// g 4(g or h) G(gh) h m n N(ny) ~(a nasal vowel) l r y; a e i o u E(ai) O(au) U(oo) I(ee) 6(yo); and where a script leaves a
// vowel open: @(unwritten) A Y W Q(alef, ya, waw, ayn) H 2(heh and ya at the end).
import anyAscii from 'any-ascii'
import { type Script, scriptOf, soundsOfScript } from './name-script.rules.ts'

export interface Sound {
  /** Lower-case Latin letters, without accents. */
  letters: string
  sounds: string
  script: Script
  /** Vowels are mostly not written. */
  open: boolean
  /** Which consonants it has, one bit each: words with other consonants are not compared further. */
  mask: number
  weight: number
}

const vowels = 'aeiouEOUI6@AYWQH2'
const isVowel = (sound: string): boolean => vowels.includes(sound)

const spelling: [RegExp, string][] = [
  [/[ñ]/g, 'N'],
  [/[çşșṣš]/g, 'S'],
  [/[ţț]/g, 'T'],
  [/[čć]/g, 'C'],
  [/ž/g, 'Z'],
]
const letters: [RegExp, string][] = [
  [/tsch|tch|cz/g, 'C'],
  [/shch|sch|sh|sz/g, 'S'],
  [/dzh|dj|jh/g, 'J'],
  [/^di(?=al)/g, 'J'],
  [/zh/g, 'Z'],
  [/kh/g, 'K'],
  [/gh/g, 'G'],
  [/ph/g, 'F'],
  [/ch+h?/g, 'C'],
  [/th/g, '0'],
  [/dh/g, 'D'],
  [/tts|ts|tz/g, 'T'],
  [/n[yh](?=[aeiou])/g, 'N'],
  [/(?<=[bcdgjklmnprtvzCJ])h(?=[aeiouy])/g, ''],
]

const fromLatin = (word: string): string => {
  let text = word
  for (const [from, to] of spelling) text = text.replace(from, to)
  text = [...text].map((sign) => (/[A-Z]/.test(sign) ? sign : anyAscii(sign).toLowerCase())).join('')
  text = text.replace(/[^a-zNSTCZ]/g, '').replace(/^([ln])v$/, '$1u')
  for (const [from, to] of letters) text = text.replace(from, to)
  return text
    .replace(/c(?=[eiy])/g, '5')
    .replace(/c[kq]?/g, 'k')
    .replaceAll('5', 'c')
    .replace(/qu?(?=[ei])/g, 'k')
    .replace(/g(?=[eiy])/g, '3')
    .replace(/j/g, 'J')
    .replace(/ee+/g, 'I')
    .replace(/oo+/g, 'U')
    .replace(/^ou(?=[aeiou])/, 'w')
    .replace(/ou/g, 'U')
    .replace(/([oe])ff$/, '$1v')
    .replace(/x/g, 'X')
}

/** What every script's reading has in common. */
const settle = (sounds: string): string =>
  sounds
    .replace(/k[sS]/g, 'X')
    .replace(/(.)\1+/g, '$1')
    .replace(/[aeE]y?ie(?=[^aeiou])|aye(?=[^aeiou])/g, 'E')
    .replace(/[ae][iy](?![aeiouUOI@y])/g, 'E')
    .replace(/[ao][uw](?![aeiouE@A])/g, 'O')
    .replace(/[iy]{2,}/g, 'i')
    .replace(/^[iy](?=[aeouEOU6])/, 'y')
    .replace(/(?<!^)[iyI]+(?=[aeouEOU6@])/g, 'i')
    .replace(/(?<=^.+)y(?=[^aeiou]|$)/g, 'i')
    .replace(/^y(?=[^aeiouEOU6@A])/, 'i')
    .replace(/(?<=..)h$/, '')
    .replace(/(.)\1+/g, '$1')

const classes = 'pbtdskgmnlrhJCx'
const classOf: Record<string, string> = {
  p: 'p',
  f: 'p',
  F: 'p',
  b: 'b',
  v: 'b',
  w: '',
  t: 't',
  0: 't',
  d: 'd',
  D: 'd',
  R: '',
  s: 's',
  c: 's',
  S: 's',
  T: 's',
  z: 's',
  Z: '',
  J: '',
  3: '',
  C: 's',
  X: 's',
  k: 'k',
  q: 'k',
  K: '',
  g: 'g',
  4: '',
  G: 'g',
  h: '',
  m: 'm',
  n: 'n',
  N: 'n',
  l: 'l',
  r: 'r',
}

const weightOf = (sound: string): number =>
  sound === '@' || sound === 'Q' || sound === '~' ? 0.1 : isVowel(sound) ? 0.5 : 1

export const soundOfWord = (word: string): Sound => {
  const script = scriptOf(word)
  const sounds = settle(soundsOfScript(word, script) ?? fromLatin(word))
  return asSound(
    sounds,
    script,
    anyAscii(word.normalize('NFKD').replace(/\p{M}/gu, ''))
      .toLowerCase()
      .replace(/[^a-z]/g, ''),
  )
}

export const asSound = (sounds: string, script: Script, plain: string): Sound => {
  let mask = 0
  let weight = 0
  for (const sound of sounds) {
    weight += weightOf(sound)
    const kind = classOf[sound]
    if (kind) mask |= 1 << classes.indexOf(kind)
  }
  return { letters: plain, sounds, script, open: script === 'arabic', mask, weight }
}

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

const change = (one: string, other: string, first: boolean): number => {
  if (one === other) return 0
  const known = near.get(one + other)
  const bothVowels = isVowel(one) && isVowel(other)
  if (known !== undefined) return known * (first ? (bothVowels ? 1.6 : 1.3) : 1)
  if (bothVowels) return first ? 1 : 0.7
  return isVowel(one) !== isVowel(other) ? 2 : first ? 1.5 : 1.2
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

const popcount = (bits: number): number => {
  let count = 0
  for (let left = bits; left; left &= left - 1) count += 1
  return count
}

const firstRow = new Float64Array(64)
const secondRow = new Float64Array(64)
const distance = (a: Sound, b: Sound): number => {
  const one = a.sounds
  const other = b.sounds
  let above = firstRow
  let here = secondRow
  above[0] = 0
  for (let column = 1; column <= other.length; column += 1)
    above[column] = above[column - 1]! + more(other, column - 1, a.open)
  for (let row = 1; row <= one.length; row += 1) {
    const extra = more(one, row - 1, b.open)
    here[0] = above[0]! + extra
    for (let column = 1; column <= other.length; column += 1)
      here[column] = Math.min(
        above[column]! + extra,
        here[column - 1]! + more(other, column - 1, a.open),
        above[column - 1]! + change(one[row - 1]!, other[column - 1]!, row === 1 && column === 1),
      )
    const swap = above
    above = here
    here = swap
  }
  return above[other.length]!
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

/** 1: the same to the ear; 0: nothing in common. `strict` where one vowel makes another name, as in pinyin. */
export const likeness = (a: Sound, b: Sound, strict = false): number => {
  if (a.sounds === b.sounds || (a.script === 'latin' && b.script === 'latin' && a.letters === b.letters)) return 1
  if (a.sounds.length > 60 || b.sounds.length > 60 || popcount(a.mask ^ b.mask) > 3) return 0
  const whole = (a.weight + b.weight) / 2
  if (Math.abs(a.weight - b.weight) > whole * 0.7) return 0
  const short = strict || (whole <= 3 && !a.open && !b.open)
  return Math.max(0, 1 - (distance(a, b) * (short ? (strict ? 2.5 : 1.25) : 1)) / whole) * byEnding(a, b)
}
