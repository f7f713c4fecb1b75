// A missing sentence is a door that does not open for whoever reads that language: every text exists in every language
// it is promised in, with the same variables, and never calls the person reading it a victim.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  isArgumentElement,
  isDateElement,
  isNumberElement,
  isPluralElement,
  isSelectElement,
  isTimeElement,
  type MessageFormatElement,
  parse as parseWithTags,
} from '@formatjs/icu-messageformat-parser'
import { languageOf, languages } from './languages.ts'
import { loadTexts, type TextFiles, textFiles, textsFolder } from './load-texts.ts'

const real = languages.filter(({ pseudo }) => !pseudo).map(({ code }) => code)
const desk = ['en', 'es', 'it']
const shownToThePerson = (file: string) => /^(public|own)/.test(file)
const promised = (file: string): string[] => (/^public/.test(file) ? real : desk)

/** Variables and the names of choices; the words between them are free. */
const shape = (elements: MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    if (isArgumentElement(element)) return [`{${element.value}}`]
    if (isNumberElement(element) || isDateElement(element) || isTimeElement(element)) return [`{${element.value}}`]
    if (isSelectElement(element))
      return [
        `select {${element.value}} ${Object.keys(element.options).sort().join(' ')}`,
        ...Object.values(element.options).flatMap(({ value }) => shape(value)),
      ]
    if (isPluralElement(element))
      return [`plural {${element.value}}`, ...Object.values(element.options).flatMap(({ value }) => shape(value))]
    return []
  })
/** Texts hold no markup: a `<` in them is only a sign. */
const parse = (text: string) => parseWithTags(text, { ignoreTag: true })
const shapeOf = (text: string) => [...new Set(shape(parse(text)))].sort().join(', ')

/** A plural names every category its language uses, except the rare `many` of the Romance languages. */
const pluralFaults = (code: string, elements: MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    if (!isPluralElement(element) && !isSelectElement(element)) return []
    const inside = Object.values(element.options).flatMap(({ value }) => pluralFaults(code, value))
    if (!isPluralElement(element)) return inside
    const rules = new Intl.PluralRules(languageOf(code).locale, { type: element.pluralType ?? 'cardinal' })
    const known = rules.resolvedOptions().pluralCategories as string[]
    const given = Object.keys(element.options)
    const missing = known.filter((each) => each !== 'many' && !given.includes(each))
    const unknown = given.filter((each) => !each.startsWith('=') && !known.includes(each))
    return [...inside, ...missing.map((each) => `lacks "${each}"`), ...unknown.map((each) => `"${each}" never happens`)]
  })

const victim =
  /\b(victim[ae]?s?|víctimas?|vítimas?|vittim[ae])\b|victim[eăi]|ضحي[ةت]|ضحايا|متاثر|受害|被害|शिकार|पीड़ित|पीडित|শিকার|পীড়িত|ভুক্তভোগী/iu

/** Every fault of a set of texts: language → file → key → message. */
export const textFaults = (all: Record<string, TextFiles>): string[] => {
  const files = [...new Set(Object.values(all).flatMap((each) => Object.keys(each)))].sort()
  return files.flatMap((file) => {
    const source = all.en?.[file]
    if (!source) return [`en/${file} is missing`]
    return promised(file).flatMap((code) => {
      const texts = all[code]?.[file]
      if (!texts) return [`${code}/${file} is missing`]
      const at = (key: string, what: string) => `${code}/${file} "${key}": ${what}`
      const extra = Object.keys(texts).filter((key) => !(key in source))
      return [
        ...extra.map((key) => at(key, 'is not in English')),
        ...Object.keys(source).flatMap((key) => {
          const text = texts[key]
          if (text === undefined) return [at(key, 'is missing')]
          if (text.trim() === '') return [at(key, 'is empty')]
          try {
            const faults = pluralFaults(code, parse(text)).map((fault) => at(key, fault))
            if (shapeOf(text) !== shapeOf(source[key]!))
              faults.push(at(key, `has ${shapeOf(text)}, not ${shapeOf(source[key]!)}`))
            if (shownToThePerson(file) && victim.test(text))
              faults.push(at(key, 'names the reader by what was done to her'))
            return faults
          } catch (error) {
            return [at(key, `cannot be read: ${(error as Error).message}`)]
          }
        }),
      ]
    })
  })
}

const present = () => real.filter((code) => existsSync(join(textsFolder, code)))

test('every text exists, with the same variables, in every language it is promised in', () => {
  const faults = textFaults(Object.fromEntries(present().map((code) => [code, textFiles(code)])))
  assert.equal(faults.length, 0, faults.slice(0, 60).join('\n'))
})

test('no two files of a language use one key', () => {
  for (const code of present()) loadTexts(code)
})

test('planted faults are found', () => {
  const plant = (en: string, es: string) =>
    textFaults({ en: { 'a.json': { k: en } }, es: { 'a.json': { k: es } }, it: { 'a.json': { k: en } } }).length
  assert.equal(plant('Hello {name}', 'Hola {name}'), 0)
  assert.equal(plant('Hello {name}', 'Hola {nombre}'), 1)
  assert.equal(plant('Hello', ' '), 1)
  assert.equal(plant('{n, plural, one {#} other {#}}', '{n, plural, other {#}}'), 1)
  assert.equal(plant('{n, plural, one {#} other {#}}', '{n, plural, one {#} few {#} other {#}}'), 1)
  assert.equal(plant('Hello', 'Hola {'), 1)
  assert.equal(textFaults({ en: { 'a.json': { k: 'x' } }, es: {}, it: { 'a.json': {} } }).length, 2)
  const own = { 'own.json': { k: 'You are a victim' } }
  assert.equal(textFaults({ en: own, es: own, it: own }).length, 3)
})
