// Adds files to what was told, with the number. Whether the number opens anything is never said.
import { Problem } from '#kit/problem.ts'
import { parseReceipt } from '#vault/receipt.ts'
import { readMessage } from '../asked.ts'
import { type Asking, type Said, type Step, said } from '../step.ts'
import { takeFiles } from '../take-files.ts'
import { Typed } from '../typed.ts'
import { attachedView } from '../views/attached.ts'
import { lookupOf, newSeed, seedOf } from '../visit.ts'
import { sayAnswers } from './return.ts'
import { sayStart } from './start.ts'

const receiptIn = (typed: Typed): string | undefined => {
  try {
    return parseReceipt(typed.one('receipt'))
  } catch {
    return undefined
  }
}

const sayAttached = ({ reader, typed }: Asking, more: Partial<Parameters<typeof attachedView>[1]> = {}): string => {
  const carried = { receipt: receiptIn(typed), lookup: lookupOf(typed) ?? '', seed: seedOf(typed) ?? newSeed() }
  return attachedView(reader, { ...carried, outcomes: [], ...more })
}

const attach = async (asking: Asking): Promise<Said> => {
  const { reader, typed, files, address, house } = asking
  const lookup = lookupOf(typed)
  if (!lookup) return sayStart({ ...asking, typed: new Typed() })
  // Words beside the files are sent with them: whatever was typed is not lost by pressing the other button.
  const words = typed.one('text').trim() === '' ? undefined : readMessage(typed)
  if (words && 'fields' in words) return sayAnswers(asking, 422, { notice: reader.t(words.key), fields: words.fields })
  if (files.length === 0 && !words) return said(sayAttached(asking, { notice: reader.t('public.files.none') }), 422)
  try {
    if (!house.mayReport(address)) throw new Problem('too_many', 'receipt.busy')
    const noticeOf = (error: unknown) => house.noticeOf(error, reader)
    const seed = seedOf(typed) ?? newSeed()
    if (words) await house.visits.add(lookup, seed, words.text)
    const outcomes = await takeFiles({ database: house.database, noticeOf }, lookup, seed, files)
    return said(
      sayAttached(asking, { outcomes, added: words !== undefined }),
      outcomes.some(({ why }) => why) ? 422 : 200,
    )
  } catch (error) {
    const { status, notice } = house.noticeOf(error, reader)
    return said(sayAttached(asking, { notice }), status)
  }
}

export const attachStep: Step = {
  name: 'attach',
  take: (asking) => asking.house.evenly(() => attach(asking)),
  again: { attached: async (asking) => said(sayAttached(asking)) },
}
