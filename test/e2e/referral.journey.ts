// Between two houses: a referral that ends in a bed, and a file that goes over for good.
import { journey } from './journey.ts'
import { findsABed } from './referral-to-a-bed.ts'
import { changesHouses } from './referral-transfer.ts'

journey('referral', async (at) => {
  await at.part(findsABed)
  await at.part(changesHouses)
})
