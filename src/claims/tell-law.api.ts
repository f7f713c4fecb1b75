// A step of a claim told to the law of the file, so that its deadlines run from the same day and nobody writes it twice.
import type { AskedOnFile } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addEvent, holdFile, keepChange, tell } from '#law/law-file.api.ts'
import { type ClaimSaid, eventOf } from './claim.ts'

export const tellLaw = async (asked: AskedOnFile<unknown>, said: ClaimSaid, event_id: string): Promise<void> => {
  const event = eventOf(said)
  if (!event) throw new Problem('invalid', 'claims.nothing_for_the_law')
  if (!event.on) throw new Problem('invalid', 'claims.day_needed')
  const held = await holdFile(asked, said.pack)
  const before = await addEvent(asked, held, {
    ...{ event_id, code: event.code, jurisdiction: said.pack, happened_on: event.on, happened_at: null },
    ...{ matter_id: null, authority: null, document_id: null, number: said.number, words: said.authority },
  })
  await keepChange(asked, before, held, { cause: 'event', event_id })
  await tell(asked, 'law_event_recorded', event_id, { law_event: event.code })
}
