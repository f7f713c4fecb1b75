// Tells what happened: sealed, then the receipt.

import { bodyOf, wanting } from '#forms/form.rules.ts'
import { Problem } from '#kit/problem.ts'
import { ReportBody } from '#reports/body.ts'
import { type Step, said } from '../step.ts'
import { callFirst } from '../views/parts.ts'
import { receiptView } from '../views/receipt.ts'
import { newSeed, seedOf } from '../visit.ts'
import { fillingOf, sayForm, sayWanting } from './form.ts'
import { sayMine } from './proof.ts'

export const reportStep: Step = {
  name: 'report',
  take: async (asking) => {
    const { reader, typed, address, patient, house } = asking
    const filling = fillingOf(asking)
    const found = wanting(filling.form, filling.answers)
    if (found.length > 0) return sayWanting(asking, filling, found)
    // An answer on the last page may ask one more: how to reach somebody who wants to be reached.
    if (typed.one('part') && filling.at < filling.parts.length - 1)
      return sayForm(asking, { ...filling, at: filling.at + 1 })
    const read = ReportBody.safeParse({ ...bodyOf(filling.form, filling.answers), poster: reader.poster ?? null })
    if (!read.success) return sayForm(asking, filling, 422, { notice: reader.t('public.error.choice') })
    try {
      if (!house.mayReport(address)) throw new Problem('too_many', 'receipt.busy')
      const organisations = await house.visits.organisations()
      const asked = typed.one('organisation')
      const to = organisations.find((each) => each.organisation_id === asked)
      const only = organisations.length === 1 && !asked ? organisations[0] : undefined
      if (!to && !only) {
        const key = organisations.length > 0 ? 'public.error.choice' : 'public.error.nobody'
        return sayForm(asking, { ...filling, at: filling.parts.length - 1 }, 422, { notice: reader.t(key) })
      }
      const seed = seedOf(typed) ?? newSeed()
      const { receipt, lookup, proof } = await house.visits.report(
        seed,
        (to ?? only)!,
        reader.language,
        read.data,
        patient,
      )
      const danger = read.data.danger_now === 'yes'
      const first = danger ? callFirst(reader, (await house.now()).lines) : undefined
      return said(receiptView(reader, receipt, lookup, { first, mine: proof && sayMine(proof) }))
    } catch (error) {
      const { status, notice } = house.noticeOf(error, reader)
      return sayForm(asking, filling, status, { notice })
    }
  },
}
