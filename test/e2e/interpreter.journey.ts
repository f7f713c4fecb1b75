// Who is needed, and when: an interpreter is found, comes and is paid, and a week of appointments is planned.
import { keepsAgenda } from './interpreter-agenda.ts'
import { isFoundAndPaid } from './interpreter-found.ts'
import { journey } from './journey.ts'

journey('interpreter', async (at) => {
  await at.part(isFoundAndPaid)
  await at.part(keepsAgenda)
})
