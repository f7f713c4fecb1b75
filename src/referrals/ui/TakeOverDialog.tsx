// Taking a file over: who leads it from now on. Nothing is copied before the yes, and all of it or nothing with it.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, ComboBox, Dialog, Form, FormActions, Loaded, Notice, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type QueuedReferral, readQueue } from '../referral.ts'
import { readReceived } from '../talk.ts'
import { listLeaders, takeOver } from '../transfer.ts'

export function TakeOverDialog({ referral, onClose }: { referral: QueuedReferral; onClose: () => void }) {
  const leaders = useGet(listLeaders, {})
  const [ids] = useState(() => ({ transfer_id: newId(), new_case_id: newId() }))
  const [led_by, setLeader] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const take = useWrite(takeOver, { invalidates: [readQueue, readReceived] })
  const { referral_id, version } = referral
  const send = () => {
    if (!led_by) return
    take.mutate(
      { referral_id, version, ...ids, led_by, words },
      {
        onSuccess: () => {
          toast(t('referrals.taken_over_done'))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog isOpen title={t('referrals.take_over_title')} onClose={onClose}>
      <Loaded of={leaders}>
        {({ leaders: all }) =>
          all.length === 0 ? (
            <Notice tone="warning">{t('referrals.nobody_leads')}</Notice>
          ) : (
            <Form problem={take.error} onSubmit={send}>
              <p>{t('referrals.take_over_what')}</p>
              <ComboBox
                name="led_by"
                label={t('referrals.led_by')}
                description={t('referrals.led_by_why')}
                isRequired
                options={all.map(({ staff_id, name }) => ({ id: staff_id, label: name }))}
                value={led_by}
                onChange={setLeader}
              />
              <TextArea name="words" label={t('referrals.your_words')} rows={3} value={words} onChange={setWords} />
              <FormActions>
                <Button type="submit" kind="primary" busy={take.isPending} isDisabled={!led_by}>
                  {t('referrals.take_over')}
                </Button>
                <Button kind="quiet" onPress={onClose}>
                  {t('ui.cancel')}
                </Button>
              </FormActions>
            </Form>
          )
        }
      </Loaded>
    </Dialog>
  )
}
