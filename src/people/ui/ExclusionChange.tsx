// Correcting why, who said so and the last day of an exclusion. Whom it excludes stays.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, ConflictDialog, DateField, Form, FormActions, TextArea, TextField, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { changeExclusion, type Exclusion, readExclusions } from '../exclusion.ts'

interface Props {
  case_id: string
  today: string
  exclusion: Exclusion
  onDone: () => void
}

export function ExclusionChange({ case_id, today, exclusion, onDone }: Props) {
  const { exclusion_id } = exclusion
  const [given, setGiven] = useState({
    reason: exclusion.reason,
    said_by: exclusion.said_by,
    until_on: exclusion.until_on,
  })
  const set = (more: Partial<typeof given>) => setGiven({ ...given, ...more })
  const change = useWrite(changeExclusion, { invalidates: [readExclusions, readTimeline] })
  const current = change.error?.key === 'stale' ? (change.error.details.current as Exclusion) : undefined
  const save = (answers: typeof given, version: number) =>
    change.mutate(
      { case_id, exclusion_id, version, ...answers },
      {
        onSuccess: () => {
          toast(t('exclusions.saved'))
          onDone()
        },
      },
    )
  const lastDay = (until_on: string | null) => (until_on ? day(until_on, 'long') : t('exclusions.no_end'))
  return (
    <Form problem={current ? null : change.error} onSubmit={() => save(given, exclusion.version)}>
      <TextArea
        name="reason"
        label={t('exclusions.reason')}
        isRequired
        maxLength={1000}
        rows={2}
        value={given.reason}
        onChange={(reason) => set({ reason })}
      />
      <TextField
        name="said_by"
        label={t('exclusions.said_by')}
        maxLength={200}
        value={given.said_by}
        onChange={(said_by) => set({ said_by })}
      />
      <DateField
        name="until_on"
        label={t('exclusions.until_on')}
        min={today}
        value={given.until_on}
        onChange={(until_on) => set({ until_on })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={change.isPending}>
          {t('exclusions.save')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
      {current && (
        <ConflictDialog
          isOpen
          fields={[
            { name: 'reason', label: t('exclusions.reason'), mine: given.reason, theirs: current.reason },
            { name: 'said_by', label: t('exclusions.said_by'), mine: given.said_by, theirs: current.said_by },
            {
              name: 'until_on',
              label: t('exclusions.until_on'),
              mine: lastDay(given.until_on),
              theirs: lastDay(current.until_on),
            },
          ]}
          onClose={() => change.reset()}
          onResolve={(choice) =>
            save(
              {
                reason: choice.reason === 'theirs' ? current.reason : given.reason,
                said_by: choice.said_by === 'theirs' ? current.said_by : given.said_by,
                until_on: choice.until_on === 'theirs' ? current.until_on : given.until_on,
              },
              current.version,
            )
          }
        />
      )}
    </Form>
  )
}
