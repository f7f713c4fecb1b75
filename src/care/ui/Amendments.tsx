// What a record of injuries said before each amendment, and why it was amended: nothing is replaced out of sight.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useGet } from '#gate/query.ts'
import { Button, Loaded, Name, Prose, Timeline } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { type InjuryRecord, readInjuryVersions } from '../injury.ts'
import { BodyChart } from './BodyChart.tsx'

export function Amendments({ case_id, injury }: { case_id: string; injury: InjuryRecord }) {
  const { nameOf } = useColleagues()
  const [open, setOpen] = useState(false)
  const found = useGet(readInjuryVersions, open ? { case_id, injury_id: injury.injury_id } : null)
  if (!open)
    return (
      <div>
        <Button small kind="quiet" onPress={() => setOpen(true)}>
          {t('care.injury.amended_n', { count: injury.version - 1 })}
        </Button>
      </div>
    )
  return (
    <Loaded of={found}>
      {({ versions }) => {
        const states = [...versions, injury]
        return (
          <Timeline
            label={t('care.before')}
            entries={states
              .map((state, at) => ({ state, earlier: at < states.length - 1 }))
              .toReversed()
              .map(({ state, earlier }) => ({
                id: String(state.version),
                icon: 'note' as const,
                when: day(state.written_at.slice(0, 10)),
                at: state.written_at,
                title: state.says.amended
                  ? t('care.injury.amended_because', { why: state.says.amended })
                  : t('care.injury.first_written'),
                who: <Name>{nameOf(state.written_by)}</Name>,
                ...(earlier && {
                  body: (
                    <>
                      <BodyChart figure={state.says.figure} marks={state.says.marks} />
                      {state.says.account && <Prose>{state.says.account}</Prose>}
                    </>
                  ),
                }),
              }))}
          />
        )
      }}
    </Loaded>
  )
}
