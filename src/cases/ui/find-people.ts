// Finds files by alias or reference for the command palette, among the latest ones this reader may open. It reads at
// most four pages of the list: whoever has more looks in People.
import { call } from '#gate/call.ts'
import { t } from '#language/here.ts'
import { listFiles } from '../case.ts'

export interface FoundPerson {
  label: string
  detail?: string
  href: string
}

const mostPages = 4
const mostFound = 8

/** Accents and case do not matter. */
const bare = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

export const findPeople = async (words: string): Promise<FoundPerson[]> => {
  const found: FoundPerson[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages && found.length < mostFound; page += 1) {
    const { rows, next } = await call(listFiles, after ? { after } : {})
    for (const { case_id, alias, reference, stage } of rows)
      if (bare(`${alias} ${reference}`).includes(bare(words)))
        found.push({
          label: alias,
          detail: `${reference} · ${t(`cases.stage.${stage}`)}`,
          href: `/desk/people/${case_id}`,
        })
    if (!next) break
    after = next
  }
  return found.slice(0, mostFound)
}
