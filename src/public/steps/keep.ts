// The reporter says that the receipt is kept.
import { parseReceipt } from '#vault/receipt.ts'
import { type Asking, type Said, type Step, said } from '../step.ts'
import { Typed } from '../typed.ts'
import { callFirst } from '../views/parts.ts'
import { receiptView } from '../views/receipt.ts'
import { thanksView } from '../views/saying.ts'
import { lookupOf } from '../visit.ts'
import { sayStart } from './start.ts'

export const sayReceipt = async (asking: Asking, status = 200, notice?: string): Promise<Said> => {
  const { reader, typed, house } = asking
  try {
    const danger = typed.one('danger') === 'yes'
    const first = danger ? callFirst(reader, (await house.now()).lines) : undefined
    const view = receiptView(reader, parseReceipt(typed.one('receipt')), typed.one('lookup'), {
      ...{ notice, first, mine: typed.one('mine') || undefined },
    })
    return said(view, status)
  } catch {
    return sayStart({ ...asking, typed: new Typed() })
  }
}

const keep = async (asking: Asking): Promise<Said> => {
  const { reader, typed, house } = asking
  try {
    const lookup = lookupOf(typed)
    if (lookup) await house.visits.keep(lookup)
    return said(thanksView(reader))
  } catch (error) {
    const { status, notice } = house.noticeOf(error, reader)
    return sayReceipt(asking, status, notice)
  }
}

export const keepStep: Step = {
  name: 'keep',
  take: (asking) => asking.house.evenly(() => keep(asking)),
  again: { receipt: (asking) => sayReceipt(asking), thanks: async ({ reader }) => said(thanksView(reader)) },
}

/** Back to the number, before it is kept. */
export const numberStep: Step = { name: 'number', take: (asking) => sayReceipt(asking) }
