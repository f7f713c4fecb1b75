// Prints what a trainer takes along. Nothing of a person stands in it, so everybody of the house may print it.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { languageOf } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { houseModules } from '#modules/modules.store.ts'
import {
  bankLanguages,
  bankOf,
  bankWords,
  curriculumOf,
  kitMessages,
  kitOf,
  kitWords,
  messageLanguages,
} from './curricula.store.ts'
import type { Curriculum } from './curriculum.ts'
import { type Sheet, sheetOf } from './material.rules.ts'
import * as model from './material.ts'
import type { Taught } from './material-parts.rules.ts'
import { setSheet } from './set-material.api.ts'

const deskLanguages = model.paperLanguages.filter((code) => languageOf(code).desk)
const isOfDesk = (language: model.PaperLanguage): boolean => deskLanguages.includes(language)

const taughtIn = (curriculum: Curriculum, language: string): Taught => {
  const { module: module_id, kit: kit_id, test } = curriculum
  const file = houseModules().find(({ module }) => module.id === module_id)
  const texts = file?.texts[language]
  const kit = kitOf(kit_id)
  const bank = bankOf(test)
  const kitTexts = kit && kitWords(kit.id, language)
  const bankTexts = bank && bankWords(bank.id, language)
  return {
    curriculum,
    module: file && texts && { head: file.module, texts },
    kit: kit && kitTexts && { head: kit, words: kitTexts.words },
    messages: kit && kitMessages(kit.id, language)?.words,
    bank: bank && bankTexts && { head: bank, words: bankTexts.words },
  }
}

/** The paper's own words are written in the languages of the desk; what people take home has none but theirs. */
const madeIn = (curriculum: Curriculum, kind: model.MaterialKind, language: model.PaperLanguage): Sheet | undefined => {
  const t = translatorOf(isOfDesk(language) ? language : 'en')
  return sheetOf(taughtIn(curriculum, language), kind, (key, values) => t(key, values))
}

const languagesFor = ({ test, kit }: Curriculum, kind: model.MaterialKind): model.PaperLanguage[] => {
  if (kind === 'questions') return model.paperLanguages.filter((code) => test && bankLanguages(test).includes(code))
  if (kind === 'take_home') return model.paperLanguages.filter((code) => kit && messageLanguages(kit).includes(code))
  return deskLanguages
}

const getCurriculum = (id: string): Curriculum => {
  const found = curriculumOf(id)
  if (!found) throw new Problem('not_found', 'prevention.curriculum_unknown')
  return found
}

export const listMaterials = answer(model.listMaterials)(async ({ input }) => {
  const curriculum = getCurriculum(input.curriculum_id)
  return {
    materials: model.materialKinds.flatMap((kind) => {
      const spoken = languagesFor(curriculum, kind).filter((code) => madeIn(curriculum, kind, code))
      return spoken.length > 0 ? [{ kind, languages: spoken }] : []
    }),
  }
})

export const printMaterial = answer(model.printMaterial)(async ({ input }) => {
  const { curriculum_id, kind, language } = input
  const curriculum = getCurriculum(curriculum_id)
  const spoken = languagesFor(curriculum, kind)
  const sheet = spoken.includes(language) ? madeIn(curriculum, kind, language) : undefined
  if (!sheet) throw new Problem('not_found', 'prevention.material_unknown')
  const sources_are = translatorOf(isOfDesk(language) ? language : 'en')('prevention.paper.sources')
  const pdf = await setSheet(sheet, { form: kind, language, sources_are })
  return { name: `${curriculum_id}-${kind}-${language}.pdf`, bytes: Buffer.from(pdf).toString('base64') }
})
