// The safety side of a file with what other rooms know: instruments about safety that were taken, and incidents the house
// wrote down, to be leaned on and linked instead of told again.
import { lazy, Suspense } from 'react'
import { listResults } from '#assessments/results.ts'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listStays } from '#places/stay.ts'
import { incidentName } from '#places/ui/place-words.ts'
import { SafetySide } from '#safety/ui/SafetySide.tsx'

const InterpretingRules = lazy(async () => ({
  default: (await import('#interpreters/ui/InterpretingRules.tsx')).InterpretingRules,
}))

const aboutSafety: readonly string[] = ['retrafficking-risk', 'danger']

export function FileSafety({ file, today }: { file: CaseFile; today: string }) {
  const { case_id } = file
  const results = useGet(listResults, { case_id })
  const stays = useGet(listStays, { case_id })
  const taken = (results.data?.instruments ?? [])
    .filter(({ instrument }) => aboutSafety.includes(instrument))
    .flatMap(({ instrument, taken: each }) =>
      each.map(({ assessment_id, taken_on }) => ({
        ...{ assessment_id, instrument, taken_on },
        name: t(`safety.instrument.${instrument}`),
      })),
    )
  const ofHouse = (stays.data?.stays ?? []).flatMap(({ entries }) =>
    entries
      .filter(({ what }) => what === 'incident')
      .map(({ entry_id, on_day, code }) => ({ entry_id, on_day, name: code ? incidentName(code) : '' })),
  )
  return (
    <Stack>
      <SafetySide file={file} today={today} taken={taken} ofHouse={ofHouse} />
      <Suspense>
        <InterpretingRules file={file} />
      </Suspense>
    </Stack>
  )
}
