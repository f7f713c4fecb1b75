// Names as they sound, out of scripts in which a letter-by-letter reading fails: Indic scripts with their inherent vowel,
// Arabic and Urdu without vowels, Cyrillic, Chinese characters. The signs of a sound are told in name-sound.rules.ts.
import anyAscii from 'any-ascii'

export type Script = 'latin' | 'indic' | 'arabic' | 'cyrillic' | 'han' | 'other'

export const scriptOf = (word: string): Script => {
  if (/\p{Script=Han}/u.test(word)) return 'han'
  if (/\p{Script=Arabic}/u.test(word)) return 'arabic'
  if (/\p{Script=Cyrillic}/u.test(word)) return 'cyrillic'
  if (/[\u0900-\u0d7f]/u.test(word)) return 'indic'
  return /\p{Script=Latin}/u.test(word) ? 'latin' : 'other'
}

const table = (text: string): Map<string, string> =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
  )

const cyrillic =
  table(`а:a б:b в:v г:4 ґ:g д:d е:e ё:6 є:e ж:Z з:z и:i і:i ї:i й:i ј:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u
  ў:w ф:f х:K ц:T ч:C ш:S щ:S ъ: ы:i ь: э:e ю:iu я:ia ђ:J љ:l њ:n ћ:C џ:J ӂ:J қ:k ғ:G ң:n ө:o ү:u ұ:u һ:h ә:a`)

const fromCyrillic = (word: string): string =>
  [...word.replace(/ь(?=[аеоуюяиієї])/g, 'и')].map((letter) => cyrillic.get(letter) ?? '').join('')

const arabic =
  table(`ا:A آ:a أ:A إ:A ٱ:A ب:b پ:p ت:t ة:a ث:0 ج:J چ:C ح:h خ:K د:d ذ:D ر:r ز:z ژ:Z س:s ش:S ص:s ض:D ط:t ظ:D
  ع:Q غ:G ف:f ڤ:v ق:q ک:k ك:k گ:g ل:l م:m ن:n ں:~ ه:h ہ:h ۃ:a و:W ؤ:W ي:Y ی:Y ى:2 ئ:Q ے:e ۓ:e ء: ٹ:t ڈ:d ڑ:R ھ: ۂ:a ۀ:a
  َ:a ُ:u ِ:i ً: ٌ: ٍ: ْ: ّ: ٰ:a ـ:`)

const fromArabic = (word: string): string => {
  // The article leans on what follows; a long alef after a short one says the same vowel.
  const bare = word
    .replace(/^ال(?=...)/u, '')
    .replace(/[یى]ٰ/gu, 'ى')
    .replace(/اة$/u, 'ات')
    .replace(/ى(?=.)/gu, 'ي')
  const sounds = [...bare].map((letter) => arabic.get(letter) ?? '').join('')
  // At the end alef, heh and the bare ya are vowels.
  return sounds.replace(/(?<=...)A$/, 'a').replace(/(?<=..)h$/, 'H')
}

// One block is laid out like the other, from Devanagari to Malayalam: the place in the block says the letter.
const indicConsonants = 'k K g G ng C C J J n t t d d n t 0 d D n n p F b b m y r r l l l v S S s h'.split(' ')
const nukta = new Map(Object.entries({ k: 'q', J: 'z', d: 'R', F: 'f' }))
const independent = new Map<number, string>()
const dependent = new Map<number, string>()
'5:a 6:a 7:i 8:i 9:u a:u b:ri d:e e:e f:e 10:E 11:o 12:o 13:o 14:O'.split(' ').forEach((pair) => {
  const [place, sound] = pair.split(':')
  independent.set(Number.parseInt(place!, 16), sound!)
})
'3e:a 3f:i 40:i 41:u 42:u 43:ri 45:e 46:e 47:e 48:E 49:o 4a:o 4b:o 4c:O'.split(' ').forEach((pair) => {
  const [place, sound] = pair.split(':')
  dependent.set(Number.parseInt(place!, 16), sound!)
})

const fromIndic = (word: string): string => {
  const bengali = /[\u0980-\u09ff]/.test(word)
  let sounds = ''
  /** A consonant waits for its vowel: a sign, a silencer, or the vowel that is not written. */
  let waits = false
  let silenced = false
  let last = ''
  const say = (vowel: string) => {
    sounds += last + vowel
    waits = false
    last = ''
  }
  let conjunct = false
  for (const letter of word.replace(/\u099c\u09cd\u099e|\u091c\u094d\u091e/g, 'ग्\u092f')) {
    const code = letter.codePointAt(0)!
    if (code < 0x900 || code > 0xd7f) continue
    const place = code & 0x7f
    if (place >= 0x15 && place <= 0x39) {
      if (waits) say('@')
      let sound = indicConsonants[place - 0x15] ?? ''
      if (bengali && place === 0x2f) sound = silenced ? 'i' : 'J'
      if (bengali && place === 0x2c && silenced) sound = 'w'
      conjunct = silenced
      last = sound
      waits = true
      silenced = false
    } else if (place === 0x3c) last = bengali && last === 'J' ? 'y' : (nukta.get(last) ?? last)
    else if (place === 0x4d) {
      sounds += last
      last = ''
      waits = false
      silenced = true
    } else if (dependent.has(place)) say(dependent.get(place)!)
    else {
      if (waits) say('@')
      silenced = false
      sounds +=
        independent.get(place) ?? (place === 1 ? '~' : place === 2 || place === 0x70 ? 'M' : place === 0x4e ? 't' : '')
      if (place === 0x5f) sounds += 'y'
      if (place === 0x5c || place === 0x5d) sounds += 'R'
    }
  }
  // The unwritten vowel is not spoken at the end, unless consonants stand together there.
  if (waits) sounds += last + (conjunct ? '@' : '')
  return sounds.replace(/M(?=[pbmF])/g, 'm').replace(/M/g, 'n')
}

// Family names of two characters, and characters read otherwise as a family name.
const twoSigns = /^(欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|司徒|夏侯|皇甫|尉迟|公孙|慕容|令狐|东方|端木)/
const asFamilyName = new Map(
  Object.entries({
    曾: 'zeng',
    单: 'shan',
    單: 'shan',
    仇: 'qiu',
    查: 'zha',
    解: 'xie',
    区: 'ou',
    區: 'ou',
    任: 'ren',
    盖: 'ge',
    朴: 'piao',
    翟: 'zhai',
    缪: 'miao',
    吕: 'lu',
    呂: 'lu',
    覃: 'qin',
  }),
)

/** A name in Chinese characters, in two words of pinyin: family name first. */
export const pinyinOf = (word: string): string[] => {
  const signs = [...word].filter((sign) => /\p{Script=Han}/u.test(sign))
  const family = twoSigns.test(word) ? 2 : 1
  const read = (part: string[], place: number) =>
    part.map((sign, at) => (place + at === 0 && asFamilyName.get(sign)) || anyAscii(sign).toLowerCase()).join('')
  return [read(signs.slice(0, family), 0), read(signs.slice(family), family)].filter(Boolean)
}

/** The sounds of one word in a script with a table of its own; undefined for what is read as Latin letters. */
export const soundsOfScript = (word: string, script: Script): string | undefined => {
  if (script === 'cyrillic') return fromCyrillic(word)
  if (script === 'arabic') return fromArabic(word)
  if (script === 'indic') return fromIndic(word)
  return undefined
}
