// A day in a person's file: a visit is written up, a person is found under another script, a message that may not leave
// is refused. Then a file changes hands, and another one ends for good: two colleagues agree before either happens.
import { messageRefused } from './file-contact.ts'
import { erases } from './file-erase.ts'
import { handsOver } from './file-hand-over.ts'
import { findsDuplicate } from './file-search.ts'
import { writesUpVisit } from './file-visit.ts'
import { journey } from './journey.ts'

journey('file', async (at) => {
  await at.part(writesUpVisit)
  await at.part(findsDuplicate)
  await at.part(messageRefused)
  await at.part(handsOver)
  await at.part(erases)
})
