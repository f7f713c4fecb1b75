// What comes in at the public door and what becomes of it: a day's pile is decided at the desk, and somebody who asks for help
// in Bengali is answered.
import { journey } from './journey.ts'
import { asksInBengali } from './public-bengali.ts'
import { triages } from './public-triage.ts'

journey('public-reports', async (at) => {
  await at.part(triages)
  await at.part(asksInBengali)
})
