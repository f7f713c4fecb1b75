// Results in words, on the page and in the table that leaves as a file.
import type { Sector } from '#institutions/sector.ts'
import { t } from '#language/here.ts'
import { curriculumName, sectorName } from '#prevention/ui/prevention-words.ts'
import type { Cut, cutBy } from '../prevention.rules.ts'

export const cutName = (cut: Cut, key: string): string =>
  cut === 'curriculum_id' ? curriculumName(key) : cut === 'sector' ? sectorName(key as Sector) : key

type Rows = ReturnType<typeof cutBy>
type Told = Rows[number]['told']

export const resultColumns: { id: string; of: (told: Told) => number | null }[] = [
  { id: 'trainings', of: ({ trainings }) => trainings },
  { id: 'people', of: ({ people }) => people || null },
  { id: 'useful', of: ({ survey }) => survey.find(({ question }) => question === 'useful')?.mean ?? null },
  { id: 'before', of: ({ learned }) => learned?.before ?? null },
  { id: 'after', of: ({ learned }) => learned?.after ?? null },
  { id: 'gain', of: ({ learned }) => learned && Math.round((learned.after - learned.before) * 10) / 10 },
  { id: 'reached', of: ({ learned }) => learned?.reached.people || null },
  { id: 'used', of: ({ later }) => later[0]?.used?.people || null },
  { id: 'reported', of: ({ later }) => later[0]?.reported?.people || null },
]

/** A cell a spreadsheet must not read as a formula. */
const cell = (value: string): string => `"${(/^[=+\-@\t]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`

/** UTF-8 with its mark, as letters of one byte each, for spreadsheets of every language. */
export const csvOf = (rows: Rows, cut: Cut): string => {
  const head = [
    t(`prevention.results.by.${cut}`),
    ...resultColumns.map(({ id }) => t(`prevention.results.column.${id}`)),
  ]
  const lines = rows.map(({ key, told }) => [
    cell(cutName(cut, key)),
    ...resultColumns.map(({ of }) => String(of(told) ?? '')),
  ])
  const text = [head.map(cell), ...lines].map((line) => line.join(',')).join('\r\n')
  return String.fromCharCode(...new TextEncoder().encode(`\uFEFF${text}\r\n`))
}
