// Who learns to notice: the people of a hotel with a trainer, and one of them alone between two arrivals.
import { journey } from './journey.ts'
import { learnsAlone } from './prevention-alone.ts'
import { trainsHotel } from './prevention-training.ts'

journey('prevention', async (at) => {
  await at.part(trainsHotel)
  await at.part(learnsAlone)
})
