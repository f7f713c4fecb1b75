// The main job from one end to the other, twice: in Spanish, and read from the right.
import { journey } from './journey.ts'
import { inSpanish } from './main-es.ts'
import { walkMainJob } from './main-steps.ts'
import { inUrdu } from './main-ur.ts'

journey('main', async (at) => {
  await at.part((part) => walkMainJob(part, inSpanish))
  await at.part((part) => walkMainJob(part, inUrdu))
})
