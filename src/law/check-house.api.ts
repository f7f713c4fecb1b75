// Packs read from their folders and checked against what this house has: the other packs, kinds of documents and calendars.
import documentTypes from '#data/codes/document_types.json' with { type: 'json' }
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { publicLanguages } from '#language/languages.ts'
import { loadTexts } from '#language/load-texts.ts'
import { calendars } from './calendars.ts'
import { checkPack } from './check.rules.ts'
import { type CheckedAgainst, FolderHead, type FolderPack, type PackFolder, type PackReport } from './check.ts'
import { readFolder } from './folder.store.ts'
import { plainDates, plainKey, plainRights } from './her-rights.rules.ts'
import { packs } from './packs.ts'
import { hashWith } from './review.api.ts'
import { type LawRule, RulesFile } from './rule.ts'

/** The meanings she can read in every language of the public door. */
const plainEverywhere = (): Set<string> => {
  const said = publicLanguages().map(({ code }) => loadTexts(code, (file) => /^public-/.test(file)))
  const codes = [...plainRights, ...plainDates]
  return new Set(codes.filter((code) => said.every((texts) => plainKey(code) in texts)))
}

export const against = (today: Day): CheckedAgainst => ({
  packs: Object.values(packs),
  documents: new Set(documentTypes.codes.map(({ code }) => code)),
  calendars: new Map(Object.entries(calendars).map(([name, { valid_until }]) => [name, valid_until])),
  plain: plainEverywhere(),
  today,
})

/** One of our packs by its name, or a folder by its path. */
export const checkFolder = (name: string, today: Day): PackReport => checkPack(readFolder(name), against(today))

export interface ReadPack {
  pack: FolderPack
  words: PackFolder['words']
  hashOf: (rule: LawRule) => string
}

/** A pack to be read and signed: it must hold together first, or a lawyer would sign what the house refuses. */
export const readSoundPack = (name: string, today: Day): ReadPack => {
  const folder = readFolder(name)
  const { findings } = checkPack(folder, against(today))
  const fault = findings.find(({ level }) => level === 'error')
  if (fault) throw new Problem('invalid', 'law.faulty_pack', { where: fault.where, pack: name })
  const rules = folder.files.flatMap(({ value }) => RulesFile.parse(value).rules)
  const { words } = folder
  return {
    pack: { ...FolderHead.parse(folder.head), rules },
    words,
    hashOf: (rule) => hashWith(rule, words),
  }
}
