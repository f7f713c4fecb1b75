// Three large questions to her afterwards, without the interpreter there. Each may be skipped, and a never is for good.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, Dialog, Form, FormActions, Notice, RadioGroup, TextArea, toast } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import { type Feedback, listBookings, rateBooking } from '../booking.ts'
import { findInterpreters } from '../finding.ts'
import { readInterpretingRule } from '../rules-of-hers.ts'
import { choices } from './interpreter-words.ts'

const asks = {
  understood: ['yes', 'partly', 'no', 'not_asked'],
  felt_safe: ['yes', 'partly', 'no', 'not_asked'],
  again: ['yes', 'does_not_matter', 'never', 'not_asked'],
} as const

const nothingYet: Feedback = { understood: 'not_asked', felt_safe: 'not_asked', again: 'not_asked', words: '' }

interface Props {
  case_id: string
  booking_id: string
  version: number
  name: string
  onClose: () => void
}

export function RateDialog({ case_id, booking_id, version, name, onClose }: Props) {
  const [feedback, setFeedback] = useState(nothingYet)
  const save = useWrite(rateBooking, { invalidates: [listBookings, findInterpreters, readInterpretingRule] })
  const submit = () =>
    save.mutate(
      { case_id, booking_id, version, feedback },
      {
        onSuccess: () => {
          toast(t('interpreting.rated_now'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen wide title={t('interpreting.rate_title', { name: isolate(name) })} onClose={onClose}>
      <Form problem={save.error} onSubmit={submit}>
        <Notice>{t('interpreting.rate_how')}</Notice>
        {(Object.keys(asks) as (keyof typeof asks)[]).map((ask) => (
          <div key={ask} className="interpreting-ask">
            <RadioGroup
              name={`feedback.${ask}`}
              label={t(`interpreting.${ask}`)}
              inline
              options={choices(asks[ask], `interpreting.${ask}`)}
              value={feedback[ask]}
              onChange={(said) => setFeedback({ ...feedback, [ask]: said })}
            />
          </div>
        ))}
        {feedback.again === 'never' && <Notice tone="warning">{t('interpreting.never_what')}</Notice>}
        <TextArea
          name="feedback.words"
          label={t('interpreting.rate_words')}
          description={t('interpreting.rate_words_why')}
          rows={2}
          maxLength={1000}
          value={feedback.words}
          onChange={(words) => setFeedback({ ...feedback, words })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('interpreting.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
