// Finds files by a name in any script, or by reference, for the command palette: the server searches all this reader may open.
import { call } from '#gate/call.ts'
import { list, t } from '#language/here.ts'
import { searchPeople } from '../search.ts'

export interface FoundPerson {
  label: string
  detail?: string
  href: string
}

const mostFound = 8

export const findPeople = async (words: string): Promise<FoundPerson[]> => {
  const { rows } = await call(searchPeople, { words: words.slice(0, 100) })
  return rows.slice(0, mostFound).map(({ alias, reference, case_id, merged_into, why }) => ({
    label: alias,
    detail: `${reference} · ${list(why.map((each) => t(`search.why.${each}`)))}`,
    href: `/desk/people/${merged_into ?? case_id}`,
  }))
}
