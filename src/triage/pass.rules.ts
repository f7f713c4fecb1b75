// What a partner reads of a report: the parts somebody chose to share, and nothing else.
import type { Day } from '#kit/day.ts'
import type { ReportBody } from '#reports/body.ts'
import type { PassedPart, PassedReport } from './pass-kinds.ts'

interface Passing {
  row: { language: string; received_on: Day }
  body: ReportBody
  shared: PassedPart[]
  note: string
  from: string
}

export const passedOf = ({ row, body, shared, note, from }: Passing): PassedReport => {
  const has = (part: PassedPart) => shared.includes(part)
  return {
    from,
    note,
    language: row.language,
    received_on: row.received_on,
    what_happened: has('words') ? body.what_happened : null,
    where: has('where') ? body.where : null,
    danger_now: has('danger') ? body.danger_now : null,
    minors: has('danger') ? body.minors : null,
    languages_of_the_person: has('languages') ? body.languages_of_the_person : [],
    signs: has('signs') ? body.signs : [],
    contact_how: has('contact') ? body.contact_how : null,
  }
}
