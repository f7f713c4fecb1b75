// Supposing that something happens, or happened on another day. Nothing of it is written anywhere.
import { useState } from 'react'
import { newId } from '#kit/id.ts'
import { Button, Dialog, Form, FormActions, Notice } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { LawEvent } from '../law-file.ts'
import { type EventAnswers, EventFields, firstAnswers, isByHour } from './EventFields.tsx'
import { eventName } from './law-words.ts'
import type { Side } from './use-law.ts'

interface Props {
  side: Side
  event: LawEvent | null
  onClose: () => void
}

export function SupposeDialog({ side, event, onClose }: Props) {
  const [answers, show] = useState<EventAnswers>(
    event
      ? {
          ...{ code: event.code, jurisdiction: event.jurisdiction, happened_on: event.happened_on },
          happened_at: event.happened_at?.slice(0, 5) ?? '',
        }
      : firstAnswers(side),
  )
  const { code, jurisdiction, happened_on, happened_at } = answers
  const save = () => {
    if (!code || !happened_on) return
    side.pretending?.suppose({
      ...{ event_id: event?.event_id ?? newId(), code, jurisdiction, happened_on },
      happened_at: isByHour(side, code) && happened_at ? happened_at : null,
      matter_id: event?.matter_id ?? null,
    })
    onClose()
  }
  return (
    <Dialog
      isOpen
      wide
      title={event ? t('law.pretend.other_day_of', { what: eventName(event.code) }) : t('law.pretend.add')}
      onClose={onClose}
    >
      <Form onSubmit={save}>
        <Notice tone="warning">{t('law.pretend.here')}</Notice>
        <EventFields
          side={side}
          answers={answers}
          supposing
          fixed={event !== null}
          set={(change) => show({ ...answers, ...change })}
        />
        <FormActions>
          <Button type="submit" kind="primary" isDisabled={!code || !happened_on}>
            {t('law.pretend.suppose')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
