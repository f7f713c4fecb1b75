// A file changes hands, and another one ends for good: two colleagues agree before either happens.
import { erases } from './file-erase.ts'
import { handsOver } from './file-hand-over.ts'
import { journey } from './journey.ts'

journey('file-leaving', async (at) => {
  await handsOver(at)
  await erases(at)
})
