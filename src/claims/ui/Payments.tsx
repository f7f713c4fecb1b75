// What came in of a claim, payment by payment.
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, Section, Stack, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { mostAsked, sumFault } from './claim-words.ts'

interface Payment {
  payment_id: string
  on: Day | null
  amount: string
}

interface Props {
  payments: Payment[]
  today: Day
  onChange: (to: Payment[]) => void
}

export function Payments({ payments, today, onChange }: Props) {
  const change = (of: Payment, part: Partial<Payment>) =>
    onChange(payments.map((each) => (each === of ? { ...of, ...part } : each)))
  return (
    <Section title={t('claims.payments')} plain>
      <Stack>
        {payments.map((each) => (
          <div key={each.payment_id} className="claims-line">
            <DateField
              label={t('claims.payment_on')}
              isRequired
              max={today}
              value={each.on}
              onChange={(on) => change(each, { on })}
            />
            <TextField
              label={t('claims.payment_amount')}
              width="short"
              ltr
              isRequired
              error={sumFault(each.amount, mostAsked)}
              value={each.amount}
              onChange={(amount) => change(each, { amount })}
            />
            <Button
              kind="quiet"
              icon="close"
              aria-label={t('claims.payment_remove')}
              onPress={() => onChange(payments.filter((other) => other !== each))}
            />
          </div>
        ))}
        <div>
          <Button
            small
            icon="add"
            onPress={() => onChange([...payments, { payment_id: newId(), on: today, amount: '' }])}
          >
            {t('claims.payment_add')}
          </Button>
        </div>
      </Stack>
    </Section>
  )
}
