// A day in a person's file: a visit is written up, a person is found under another script, a message that may not leave
// is refused.
import { messageRefused } from './file-contact.ts'
import { findsDuplicate } from './file-search.ts'
import { writesUpVisit } from './file-visit.ts'
import { journey } from './journey.ts'

journey('file', async (at) => {
  await writesUpVisit(at)
  await findsDuplicate(at)
  await messageRefused(at)
})
