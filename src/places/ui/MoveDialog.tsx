// Putting somebody elsewhere on a waiting list by hand: which turn, and why. What the rule says stays beside it.
import { useState } from 'react'
import moves from '#data/codes/waiting_moves.json' with { type: 'json' }
import { useWrite } from '#gate/query.ts'
import { Button, Dialog, Form, FormActions, Notice, Select } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { moveWaiting } from '../stay.ts'
import { readUnit, type Unit, type Waiting } from '../unit.ts'
import { done, moveName } from './place-words.ts'

const byRule = 'by_rule'

interface Props {
  unit: Unit
  waiting: Waiting
  /** How many wait. */
  length: number
  onClose: () => void
}

export function MoveDialog({ unit, waiting, length, onClose }: Props) {
  const { waiting_id, version, by_rule, moved } = waiting
  const [turn, setTurn] = useState(moved ? byRule : by_rule === 1 ? '2' : '1')
  const [reason, setReason] = useState<string | null>(null)
  const move = useWrite(moveWaiting, { invalidates: [readUnit] })
  const submit = () =>
    reason &&
    move.mutate(
      { unit_id: unit.unit_id, waiting_id, version, turn: turn === byRule ? null : Number(turn), reason },
      { onSuccess: done('places.moved', onClose) },
    )
  const turns = Array.from({ length }, (_, at) => String(at + 1)).filter((each) => moved || Number(each) !== by_rule)
  return (
    <Dialog isOpen title={t('places.move_title')} onClose={onClose}>
      <Form problem={move.error} onSubmit={submit}>
        <p>{t('places.by_rule', { turn: by_rule })}</p>
        <Select
          name="turn"
          label={t('places.move_to')}
          isRequired
          options={[
            ...(moved ? [{ id: byRule, label: t('places.move_back') }] : []),
            ...turns.map((id) => ({ id, label: t('places.turn', { turn: Number(id) }) })),
          ]}
          value={turn}
          onChange={setTurn}
        />
        <Select
          name="reason"
          label={t('places.move_why')}
          isRequired
          options={moves.codes.map(({ code }) => ({ id: code, label: moveName(code) }))}
          value={reason}
          onChange={setReason}
        />
        <Notice>{t('places.move_told')}</Notice>
        <FormActions>
          <Button type="submit" kind="primary" busy={move.isPending} isDisabled={!reason}>
            {t('places.move')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
