// What the duplicate question answered: files that are open to the reader, and, without saying whose, that there is one to
// ask the coordinator about.

import type { ReplyOf } from '#kit/endpoint.ts'
import { LinkButton, Notice, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { askForDuplicates } from '../search.ts'

export type Known = ReplyOf<typeof askForDuplicates>

export function AskCoordinator({ ask }: { ask: string | null }) {
  return <p>{ask ? t('search.ask_whom', { name: ask }) : t('cases.duplicate.ask_coordinator')}</p>
}

export function KnownFiles({ known, shown = [] }: { known: Known; shown?: string[] }) {
  const more = known.case_ids.filter((case_id) => !shown.includes(case_id))
  if (more.length === 0 && !known.hidden) return null
  return (
    <Notice tone="warning">
      <Stack>
        {more.map((case_id, place) => (
          <p key={case_id}>
            <LinkButton small icon="file" href={`/desk/people/${case_id}`}>
              {t('cases.duplicate.open', { number: place + 1 })}
            </LinkButton>
          </p>
        ))}
        {known.hidden && <AskCoordinator ask={known.ask} />}
      </Stack>
    </Notice>
  )
}
