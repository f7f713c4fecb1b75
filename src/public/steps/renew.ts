// Makes a number work longer. Whether it opens anything, and whether its time was nearly over, is never said.
import { type Asking, type Said, type Step, said } from '../step.ts'
import { renewedView } from '../views/saying.ts'
import { talkView } from '../views/talk.ts'
import { lookupOf, newSeed, seedOf } from '../visit.ts'
import { sayStart } from './start.ts'

const sayRenewed = ({ reader, house }: Asking): Said => said(renewedView(reader, house.months))

const renew = async (asking: Asking): Promise<Said> => {
  const { reader, typed, house } = asking
  const lookup = lookupOf(typed)
  if (!lookup) return sayStart(asking)
  try {
    await house.visits.renew(lookup)
    return sayRenewed(asking)
  } catch (error) {
    const { status, notice } = house.noticeOf(error, reader)
    const to = { receipt: typed.one('receipt'), lookup, seed: seedOf(typed) ?? newSeed(), months: house.months }
    return said(talkView(reader, { ...to, talk: undefined }, typed, { notice }), status)
  }
}

export const renewStep: Step = {
  name: 'renew',
  take: (asking) => asking.house.evenly(() => renew(asking)),
  again: { renewed: async (asking) => sayRenewed(asking) },
}
