// `amparo law sign`: a lawyer's signature written into the files of a pack, for all who use it; refused when the mark on the
// sheet is of another text. What one organisation alone has signed is kept at its desk.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { cleanText } from '#kit/text.ts'
import { readSoundPack } from '#law/check-house.api.ts'
import { folderOf } from '#law/folder.store.ts'
import { markOf } from '#law/sheet.rules.ts'
import { signedFile } from '#law/sign.rules.ts'
import { say } from './say.ts'

interface Asked {
  by?: string
  mark?: string
  on?: string
}

export const signRule = (name: string, rule_id: string, asked: Asked): number => {
  const today = new Date().toISOString().slice(0, 10)
  const { pack, hashOf } = readSoundPack(name, today)
  const versions = pack.rules.filter(({ id }) => id === rule_id)
  if (versions.length === 0) throw new Problem('not_found', 'law.no_such_rule')
  const by = cleanText(asked.by ?? '')
  const on = asked.on ?? today
  if (by.length < 2) throw new Problem('invalid', 'law.nobody_signs')
  if (!Day.safeParse(on).success || on > today) throw new Problem('invalid', 'law.signed_later')
  const marks = versions.map((rule) => markOf(hashOf(rule)))
  const rule = versions[marks.indexOf(asked.mark ?? '')]
  if (!rule) throw new Problem('conflict', 'law.no_such_hash', { hash: marks.join(', ') })
  const folder = folderOf(name)
  for (const file of readdirSync(folder).filter((each) => /^rules-.+\.json$/.test(each))) {
    const signed = signedFile(readFileSync(join(folder, file), 'utf8'), { rule_id, rule_from: rule.valid_from, by, on })
    if (signed === undefined) continue
    writeFileSync(join(folder, file), signed)
    say('law.signed', { rule: rule_id, file: join(folder, file) })
    return 0
  }
  throw new Problem('not_found', 'law.no_such_rule')
}
