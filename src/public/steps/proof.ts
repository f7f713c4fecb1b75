// The proof of having reported: with the number just received, or later where there is an answer to read.
import { type Asking, type Said, type Step, said } from '../step.ts'
import type { Proof } from '../talk.ts'
import { proofView } from '../views/proof.ts'
import { lookupOf } from '../visit.ts'
import { sayStart } from './start.ts'

/** How the page of the number carries it: the day, the code, the name. It proves nothing until the code is compared. */
export const sayMine = ({ day, fingerprint, organisation }: Proof): string => `${day} ${fingerprint} ${organisation}`

const readMine = (text: string): Proof | undefined => {
  const [, day, fingerprint, organisation] = /^(\d{4}-\d\d-\d\d) ([0-9a-f]{64}) (.{1,200})$/u.exec(text) ?? []
  return day && fingerprint && organisation ? { day, fingerprint, organisation } : undefined
}

const prove = async (asking: Asking): Promise<Said> => {
  const { reader, typed, house } = asking
  const [receipt, lookup, mine] = [typed.one('receipt'), lookupOf(typed), readMine(typed.one('mine'))]
  if (!lookup) return sayStart(asking)
  try {
    const proof = mine ?? (await house.visits.proof(lookup))
    return said(proofView(reader, { proof, receipt, lookup, mine: mine ? typed.one('mine') : '' }))
  } catch (error) {
    const { status, notice } = house.noticeOf(error, reader)
    return sayStart(asking, status, { notice })
  }
}

export const proofStep: Step = {
  name: 'proof',
  take: (asking) => asking.house.evenly(() => prove(asking)),
  again: { proof: (asking) => asking.house.evenly(() => prove(asking)) },
}
