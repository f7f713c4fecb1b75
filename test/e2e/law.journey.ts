// The law of a file from day to day, and the packs of law it is reckoned by, which a lawyer signs.
import { journey } from './journey.ts'
import { countsDays } from './law-deadlines.ts'
import { signsPacks } from './law-packs.ts'

journey('law', async (at) => {
  await at.part(countsDays)
  await at.part(signsPacks)
})
