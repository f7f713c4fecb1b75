// Tells what happened: sealed, then the receipt.
import { Problem } from '#kit/problem.ts'
import { readReport } from '../asked.ts'
import { type Step, said } from '../step.ts'
import { receiptView } from '../views/receipt.ts'
import { newSeed, seedOf } from '../visit.ts'
import { sayStart } from './start.ts'

export const reportStep: Step = {
  name: 'report',
  take: async (asking) => {
    const { reader, typed, address, house } = asking
    const { t } = reader
    const read = readReport(typed)
    if ('fields' in read) return sayStart(asking, 422, { notice: t(read.key), fields: read.fields })
    try {
      if (!house.mayReport(address)) throw new Problem('too_many', 'receipt.busy')
      const organisations = await house.visits.organisations()
      const asked = typed.one('organisation')
      const to = organisations.find((each) => each.organisation_id === asked)
      const only = organisations.length === 1 && !asked ? organisations[0] : undefined
      if (!to && !only)
        return sayStart(asking, 422, organisations.length > 0 ? { notice: t('public.error.choice') } : {})
      const seed = seedOf(typed) ?? newSeed()
      const { receipt, lookup } = await house.visits.report(seed, (to ?? only)!, reader.language, read.body)
      return said(receiptView(reader, receipt, lookup))
    } catch (error) {
      const { status, notice } = house.noticeOf(error, reader)
      return sayStart(asking, status, { notice })
    }
  },
}
