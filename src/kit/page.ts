// Lists page by key: the last row's sort value and id, so a page costs the same however far one reads.
import { Problem } from './problem.ts'

export interface PageKey {
  value: string
  id: string
}

export const writePageKey = (key: PageKey): string => `${key.value}~${key.id}`

export const readPageKey = (text: string | undefined): PageKey | undefined => {
  if (text === undefined) return undefined
  const [value, id, ...more] = text.split('~')
  if (!value || !id || more.length > 0 || !/^[0-9a-f-]{36}$/.test(id))
    throw new Problem('invalid', 'gate.not_allowed_value')
  return { value, id }
}

/** Cuts one row too many off a page and names the next page by the last row that stays. */
export const cutPage = <Row>(
  rows: Row[],
  size: number,
  keyOf: (row: Row) => PageKey,
): { rows: Row[]; next: string | null } => {
  const page = rows.slice(0, size)
  const last = page.at(-1)
  return { rows: page, next: rows.length > size && last ? writePageKey(keyOf(last)) : null }
}
