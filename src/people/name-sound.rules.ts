// How one word of a name sounds, whatever language spelled it.
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
  /** Two words with the same key are alike to the same words. */
  key: string
}

const vowels = 'aeiouEOUI6@AYWQH2'
export const isVowel = (sound: string): boolean => vowels.includes(sound)

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
  const key = `${sounds} ${script === 'latin' ? plain : script === 'arabic' ? '*' : ''}`
  return { letters: plain, sounds, script, open: script === 'arabic', mask, weight, key }
}
