// Who notices something, and how it is asked: a nurse at the public door, a worker with the person in the file, somebody at
// the desk by keyboard.
import { journey } from './journey.ts'
import { nurseNotices } from './public-nurse.ts'
import { screensInFile } from './public-screening.ts'
import { looksForSigns } from './public-signs.ts'

journey('public-desk', async (at) => {
  await at.part(nurseNotices)
  await at.part(screensInFile)
  await at.part(looksForSigns)
})
