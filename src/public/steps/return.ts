// Comes back with a receipt. Unknown, expired, erased and unanswered are said alike, in the same time.
import { Problem } from '#kit/problem.ts'
import { parseReceipt } from '#vault/receipt.ts'
import { type Asking, type Said, type Step, said } from '../step.ts'
import { askFiles, sentFiles } from '../views/files.ts'
import type { Wrong } from '../views/parts.ts'
import { talkView } from '../views/talk.ts'
import { newSeed, seedOf } from '../visit.ts'
import { sayStart } from './start.ts'

export const sayAnswers = async (asking: Asking, status = 200, wrong: Wrong = {}): Promise<Said> => {
  const { reader, typed, address, patient, house } = asking
  const { months } = house
  const seed = seedOf(typed) ?? newSeed()
  try {
    parseReceipt(typed.one('receipt'))
  } catch {
    return sayStart(asking, 422, { notice: reader.t('public.error.number'), number: true })
  }
  try {
    if (!house.mayReturn(address)) throw new Problem('too_many', 'receipt.busy')
    const found = await house.visits.talk(typed.one('receipt'), patient)
    const files = {
      sent: sentFiles(reader, found.receipt, found.talk.files ?? []),
      ask: askFiles(reader),
    }
    return said(talkView(reader, { ...found, seed, months, files }, typed, wrong), status)
  } catch (error) {
    const failed = house.noticeOf(error, reader)
    if (!typed.one('text')) return sayStart(asking, failed.status, { notice: failed.notice, number: true })
    const to = { receipt: typed.one('receipt'), lookup: typed.one('lookup'), seed, months, talk: undefined }
    return said(talkView(reader, to, typed, { notice: failed.notice }), failed.status)
  }
}

export const returnStep: Step = {
  name: 'return',
  take: (asking) => asking.house.evenly(() => sayAnswers(asking)),
  again: { answers: (asking) => asking.house.evenly(() => sayAnswers(asking)) },
}
