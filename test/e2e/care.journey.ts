// What care is made of: how somebody is, asked by instruments over a month, and a plan in her own words.
import { asksHowHeIs } from './care-instruments.ts'
import { plansWithHer } from './care-plan.ts'
import { journey } from './journey.ts'

journey('care', async (at) => {
  await at.part(asksHowHeIs)
  await at.part(plansWithHer)
})
