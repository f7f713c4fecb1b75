// Adds something to a report, with the receipt. Whether the receipt opens anything is never said.
import { Problem } from '#kit/problem.ts'
import { readMessage } from '../asked.ts'
import { type Asking, type Said, type Step, said } from '../step.ts'
import { addedView } from '../views/saying.ts'
import { talkView } from '../views/talk.ts'
import { lookupOf, seedOf } from '../visit.ts'
import { sayAnswers } from './return.ts'

const add = async (asking: Asking): Promise<Said> => {
  const { reader, typed, address, house } = asking
  const read = readMessage(typed)
  if ('fields' in read) return sayAnswers(asking, 422, { notice: reader.t(read.key), fields: read.fields })
  const [lookup, seed] = [lookupOf(typed), seedOf(typed)]
  if (!lookup || !seed) return sayAnswers(asking)
  try {
    if (!house.mayReport(address)) throw new Problem('too_many', 'receipt.busy')
    await house.visits.add(lookup, seed, read.text)
    return said(addedView(reader))
  } catch (error) {
    const { status, notice } = house.noticeOf(error, reader)
    const to = { receipt: typed.one('receipt'), lookup, seed, months: house.months, talk: undefined }
    return said(talkView(reader, to, typed, { notice }), status)
  }
}

export const addStep: Step = {
  name: 'add',
  take: (asking) => asking.house.evenly(() => add(asking)),
  again: { added: async ({ reader }) => said(addedView(reader)) },
}
