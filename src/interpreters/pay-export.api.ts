// Issued and paid statements as a table for the books. Its columns are all there is: a day, minutes, sums, the grant line,
// and who interpreted. Neither a person, an alias, a place nor a language has a column to slip into.
import { answer } from '#gate/answer.ts'
import { translatorOf } from '#language/load-texts.ts'
import { nameOf } from './pay.api.ts'
import * as store from './pay.store.ts'
import * as model from './pay.ts'
import { csvFile, type TableFile, xlsxFile } from './table-file.rules.ts'

const columns = [
  'day',
  'interpreter',
  'what',
  'minutes',
  'paid_minutes',
  'time',
  'travel',
  'amount',
  'currency',
] as const
const more = ['grant', 'statement', 'status', 'paid_on'] as const

/** Whole cents as a number with two places: exact in a spreadsheet up to far more than anybody is owed. */
const money = (cents: number): number => cents / 100

export const exportPay = answer(model.exportPay)(async ({ input, tx, vault, actor, visitor }) => {
  const { from_on, until_on, form } = input
  const statements = (await store.listStatements(tx, from_on, until_on)).filter(({ status }) => status !== 'draft')
  const [lines, payees] = await Promise.all([
    store.listLines(
      tx,
      statements.map(({ statement_id }) => statement_id),
    ),
    store.listPayees(tx, vault, actor.organisation_id),
  ])
  const t = translatorOf(visitor.language)
  const rows = lines
    .filter(({ on_day }) => on_day >= from_on && on_day <= until_on)
    .map((line) => {
      const head = statements.find(({ statement_id }) => statement_id === line.statement_id)!
      return [
        ...[line.on_day, nameOf(payees, head), t(`interpreter_pay.what.${line.what}`), line.minutes, line.paid_minutes],
        ...[money(line.time_cents), money(line.travel_cents), money(line.amount_cents), head.currency],
        ...[line.grant_code ?? '', head.statement_id.slice(0, 8), t(`interpreter_pay.status.${head.status}`)],
        head.paid_on ?? '',
      ]
    })
  const table: TableFile = { columns: [...columns, ...more].map((each) => t(`interpreter_pay.column.${each}`)), rows }
  const bytes = form === 'csv' ? csvFile(table) : xlsxFile(table)
  return { name: `${from_on}-${until_on}.${form}`, count: rows.length, bytes: Buffer.from(bytes).toString('base64') }
})
