// Holds: who keeps this file from being erased, why and until when; and the two colleagues who lift one.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useWrite } from '#gate/query.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  DateField,
  Dialog,
  ErrorNotice,
  Form,
  FormActions,
  List,
  ListItem,
  Section,
  Select,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { type Hold, HoldReason, type Leaving, liftHold, placeHold } from '../leaving.ts'
import { afterLeaving } from './LeavingSide.tsx'

function PlaceHold({ case_id, today, onClose }: { case_id: string; today: string; onClose: () => void }) {
  const [hold_id] = useState(newId)
  const [reason, setReason] = useState<HoldReason>('proceedings')
  const [until_on, setUntil] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const place = useWrite(placeHold, { invalidates: afterLeaving })
  const save = () =>
    place.mutate(
      { case_id, hold_id, reason, until_on, words },
      {
        onSuccess: () => {
          onClose()
          toast(t('leaving.hold_placed'))
        },
      },
    )
  return (
    <Dialog isOpen onClose={onClose} title={t('leaving.place_hold')}>
      <Form problem={place.error} onSubmit={save}>
        <p>{t('leaving.hold_why')}</p>
        <Select
          name="reason"
          label={t('leaving.hold_reason')}
          isRequired
          options={HoldReason.options.map((id) => ({ id, label: t(`leaving.hold_reason.${id}`) }))}
          value={reason}
          onChange={(id) => setReason(id as HoldReason)}
        />
        <DateField
          name="until_on"
          label={t('leaving.hold_until')}
          description={t('leaving.hold_until_why')}
          min={addDays(today, 1)}
          value={until_on}
          onChange={setUntil}
        />
        <TextArea name="words" label={t('leaving.words')} rows={3} value={words} onChange={setWords} />
        <FormActions>
          <Button type="submit" kind="primary" busy={place.isPending}>
            {t('leaving.place_hold')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

const untilWhen = (hold: Hold): string => {
  if (hold.lifted_at) return t('leaving.lifted_on', { day: day(hold.lifted_at.slice(0, 10), 'long') })
  return hold.until_on ? t('leaving.until', { day: day(hold.until_on, 'long') }) : t('leaving.until_lifted')
}

export function Holds({ leaving, today }: { leaving: Leaving; today: string }) {
  const [placing, setPlacing] = useState(false)
  const { nameOf } = useColleagues()
  const lift = useWrite(liftHold, { invalidates: afterLeaving })
  const { case_id, holds, may } = leaving
  if (holds.length === 0 && !may['case.hold']) return null
  const whoAndWhen = (hold: Hold) =>
    list([
      t('leaving.placed_by', { name: nameOf(hold.placed_by) }),
      untilWhen(hold),
      ...(hold.lift_asked_by && !hold.lifted_at ? [t('leaving.lift_asked', { name: nameOf(hold.lift_asked_by) })] : []),
      ...(hold.words ? [hold.words] : []),
    ])
  return (
    <Section
      title={t('leaving.holds')}
      lead={holds.length === 0 ? t('leaving.no_holds') : undefined}
      actions={may['case.hold'] && <Button onPress={() => setPlacing(true)}>{t('leaving.place_hold')}</Button>}
    >
      {lift.error && <ErrorNotice problem={lift.error} />}
      {holds.length > 0 && (
        <List label={t('leaving.holds')}>
          {holds.map((hold) => (
            <ListItem
              key={hold.hold_id}
              title={t(`leaving.hold_reason.${hold.reason}`)}
              detail={whoAndWhen(hold)}
              aside={
                hold.stands ? (
                  may['case.hold'] && (
                    <Button
                      small
                      busy={lift.isPending}
                      onPress={() =>
                        lift.mutate(
                          { case_id, hold_id: hold.hold_id },
                          {
                            onSuccess: ({ lifted }) =>
                              toast(t(lifted ? 'leaving.hold_lifted' : 'leaving.lift_needs_second')),
                          },
                        )
                      }
                    >
                      {t(hold.lift_asked_by ? 'leaving.lift_hold' : 'leaving.ask_lift')}
                    </Button>
                  )
                ) : (
                  <Badge>{t('leaving.hold_over')}</Badge>
                )
              }
            />
          ))}
        </List>
      )}
      {placing && <PlaceHold case_id={case_id} today={today} onClose={() => setPlacing(false)} />}
    </Section>
  )
}
