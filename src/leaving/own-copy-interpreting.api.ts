// What the person's copy says of interpreting: what she asked for, and what she said of whoever came. Who they were is not hers.
import type { AskedOnFile } from '#gate/answer.ts'
import { feedbackPlace, listBookingRows } from '#interpreters/booking.store.ts'
import { Feedback } from '#interpreters/booking.ts'
import { ruleOf } from '#interpreters/rules-of-hers.api.ts'
import type { Translator } from '#kit/say.ts'
import { openJson } from '#vault/envelope.ts'
import type { CopyEntry } from './own-copy.ts'

type Entry = Omit<CopyEntry, 'taken_out'>

const came: readonly string[] = ['attended', 'rated', 'paid']

export const interpretingOf = async (asked: AskedOnFile<{ language: string }>, say: Translator): Promise<Entry[]> => {
  const { input, tx, vault, file } = asked
  const [{ rule, version }, rows, keys] = await Promise.all([
    ruleOf(asked),
    listBookingRows(tx, file),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  const language = (code: string) => new Intl.DisplayNames([input.language], { type: 'language' }).of(code) ?? code
  const asks: Entry = {
    ...{ id: 'interpreting rule', on: null, section: 'identity' as const, label: say('interpreting.rule.title') },
    text: [
      `${say('interpreting.rule.gender_ask')} ${say(`interpreting.rule.gender.${rule.gender}`)}`,
      `${say('interpreting.rule.small_ask')} ${say(`interpreting.rule.small.${rule.small_community}`)}`,
      rule.named_as && `${say('interpreting.rule.named_as')}: ${rule.named_as}`,
    ]
      .filter(Boolean)
      .join('\n'),
  }
  const met = rows.filter(({ status }) => came.includes(status))
  return [
    ...(version > 0 ? [asks] : []),
    ...met.map((row): Entry => {
      const { sealed_feedback: said } = row
      const words = said && openJson(keys.of(said), feedbackPlace(row, row.booking_id), said, Feedback).words
      return {
        ...{ id: row.booking_id, on: row.on_day, section: row.section as Entry['section'] },
        label: language(row.language),
        text: [say(`interpreting.mode.${row.mode}`), words].filter(Boolean).join('\n'),
      }
    }),
  ]
}
