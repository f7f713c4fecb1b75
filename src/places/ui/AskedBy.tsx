// What another house keeps in our unit or waits for here: who asks, and our yes, or why it is let go.
import { useState } from 'react'
import refusals from '#data/codes/place_refusals.json' with { type: 'json' }
import { useWrite } from '#gate/query.ts'
import { Badge, Button, Dialog, Form, FormActions, type MenuAction, Name, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { answerAsked } from '../asked.ts'
import { listUnits, readUnit, type AskedBy as Whose } from '../unit.ts'
import { done, refusalName } from './place-words.ts'

export function AskedBy({ of }: { of: NonNullable<Whose> }) {
  return (
    <span className="place-more">
      {t('places.asked_by')} <Name>{of.organisation_name}</Name>{' '}
      <Badge tone={of.confirmed ? 'good' : 'warning'}>
        {t(of.confirmed ? 'places.asked_confirmed' : 'places.asked_waits')}
      </Badge>
    </span>
  )
}

interface Asked {
  unit_id: string
  ref_id: string
  version: number
}

/** What the menu of a place or a wait offers for it, and the question why when it is let go. */
export const useAnswerAsked = (at: Asked | null, confirmed: boolean) => {
  const [refusing, setRefusing] = useState(false)
  const answer = useWrite(answerAsked, { invalidates: [readUnit, listUnits] })
  const items: MenuAction[] = at
    ? [
        ...(confirmed
          ? []
          : [
              {
                id: 'confirm',
                label: t('places.asked_confirm'),
                onAction: () =>
                  answer.mutate({ ...at, answer: 'confirmed' }, { onSuccess: () => toast(t('places.asked_said_yes')) }),
              },
            ]),
        { id: 'refuse', label: t('places.asked_let_go'), onAction: () => setRefusing(true) },
      ]
    : []
  const dialog = at && refusing && <LetGoDialog at={at} onClose={() => setRefusing(false)} />
  return { items, dialog, problem: answer.error }
}

function LetGoDialog({ at, onClose }: { at: Asked; onClose: () => void }) {
  const [reason, setReason] = useState<string | null>(null)
  const answer = useWrite(answerAsked, { invalidates: [readUnit, listUnits] })
  const submit = () =>
    reason &&
    answer.mutate({ ...at, answer: 'released', reason }, { onSuccess: done('places.asked_let_go_done', onClose) })
  return (
    <Dialog isOpen title={t('places.asked_let_go_title')} onClose={onClose}>
      <Form problem={answer.error} onSubmit={submit}>
        <p>{t('places.asked_let_go_what')}</p>
        <Select
          name="reason"
          label={t('places.asked_let_go_why')}
          isRequired
          options={refusals.codes.map(({ code }) => ({ id: code, label: refusalName(code) }))}
          value={reason}
          onChange={setReason}
        />
        <FormActions>
          <Button type="submit" kind="danger" busy={answer.isPending} isDisabled={!reason}>
            {t('places.asked_let_go')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
