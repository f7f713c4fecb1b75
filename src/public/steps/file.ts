// Fetches one file the organisation sent, with the number. Where there is none the conversation is shown, as for any.
import { Problem } from '#kit/problem.ts'
import type { Asking, Said, Step } from '../step.ts'
import { sayAnswers } from './return.ts'

const fetchFile = async (asking: Asking): Promise<Said> => {
  const { reader, typed, address, patient, house } = asking
  try {
    if (!house.mayReturn(address)) throw new Problem('too_many', 'receipt.busy')
    const file = await house.visits.file(typed.one('receipt'), typed.one('file'), patient)
    return file ? { status: 200, text: '', file } : sayAnswers(asking)
  } catch (error) {
    const { status, notice } = house.noticeOf(error, reader)
    return sayAnswers(asking, status, { notice })
  }
}

export const fileStep: Step = { name: 'file', take: (asking) => asking.house.evenly(() => fetchFile(asking)) }
