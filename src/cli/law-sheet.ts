// `amparo law sheet`: a pack as PDF for a lawyer to read and sign, in a language of the desk.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { closePress } from '#kit/press/press.ts'
import { Problem } from '#kit/problem.ts'
import { deskLanguages } from '#language/languages.ts'
import { loadTexts } from '#language/load-texts.ts'
import { createTranslator } from '#language/messages.ts'
import { readSoundPack } from '#law/check-house.api.ts'
import { setSheet } from '#law/sheet.api.ts'
import { lawSheet } from '#law/sheet.rules.ts'
import { say } from './say.ts'

export const printSheet = async (name: string, asked: { lang?: string; out?: string }): Promise<number> => {
  const today = new Date().toISOString().slice(0, 10)
  const { pack, words, hashOf } = readSoundPack(name, today)
  const language = asked.lang ?? 'en'
  if (!deskLanguages().some(({ code }) => code === language)) throw new Problem('invalid', 'law.no_sheet_in_it')
  const texts = { ...loadTexts(language), ...words[language] }
  const said = { t: createTranslator(language, texts), has: (key: string) => key in texts, language }
  const file = resolve(asked.out ?? `law-${pack.id}-${language}-${today}.pdf`)
  try {
    writeFileSync(file, await setSheet(lawSheet(pack, hashOf, said, today)))
  } finally {
    closePress()
  }
  say('law.sheet', { file, rules: pack.rules.length })
  return 0
}
