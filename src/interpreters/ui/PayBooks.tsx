// The lines of the books that may bear a statement, and what was agreed for calling off and for the way.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import {
  Button,
  DateField,
  Dialog,
  EmptyState,
  Facts,
  Form,
  FormActions,
  List,
  ListItem,
  Reference,
  Section,
  Stack,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { centsOf, money } from '#language/sums.ts'
import { termsOn } from '../pay.rules.ts'
import { keepGrant, keepPayTerms, type PayTerms, readPay } from '../pay.ts'

type PayDesk = ReplyOf<typeof readPay>
type Grant = PayDesk['grants'][number]
const invalidates = [readPay]

function GrantForm({ grant, onClose }: { grant: Grant | null; onClose: () => void }) {
  const [grant_code, setCode] = useState(grant?.grant_code ?? '')
  const [name, setName] = useState(grant?.name ?? '')
  const [from_on, setFrom] = useState<string | null>(grant?.from_on ?? `${today().slice(0, 4)}-01-01`)
  const [until_on, setUntil] = useState<string | null>(grant?.until_on ?? null)
  const keep = useWrite(keepGrant, { invalidates })
  const save = () =>
    from_on &&
    keep.mutate({ grant_code, name, from_on, until_on, version: grant?.version ?? 0 }, { onSuccess: onClose })
  return (
    <Dialog isOpen onClose={onClose} title={t('interpreter_pay.grants.one')}>
      <Form problem={keep.error} onSubmit={save}>
        <TextField
          name="grant_code"
          label={t('interpreter_pay.grants.code')}
          description={t('interpreter_pay.grants.code_how')}
          ltr
          isRequired
          isDisabled={grant !== null}
          value={grant_code}
          onChange={(text) => setCode(text.toUpperCase())}
        />
        <TextField
          name="name"
          label={t('interpreter_pay.grants.name')}
          description={t('interpreter_pay.grants.name_how')}
          isRequired
          value={name}
          onChange={setName}
        />
        <DateField name="from_on" label={t('interpreter_pay.from')} isRequired value={from_on} onChange={setFrom} />
        <DateField name="until_on" label={t('interpreter_pay.until')} value={until_on} onChange={setUntil} />
        <FormActions>
          <Button type="submit" kind="primary" busy={keep.isPending}>
            {t('interpreter_pay.save')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function TermsForm({ terms, onClose }: { terms: PayTerms; onClose: () => void }) {
  const [from_on, setFrom] = useState<string | null>(today())
  const [hours, setHours] = useState(String(terms.cancel_hours))
  const [percent, setPercent] = useState(String(terms.cancel_percent))
  const fixed = terms.travel_fixed_cents
  const [travel, setTravel] = useState(fixed === null ? '' : String(fixed / 100))
  const keep = useWrite(keepPayTerms, { invalidates })
  const save = () =>
    from_on &&
    keep.mutate(
      {
        from_on,
        cancel_hours: Number(hours),
        cancel_percent: Number(percent),
        travel_fixed_cents: centsOf(travel),
      },
      {
        onSuccess: () => {
          toast(t('interpreter_pay.terms.saved'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen onClose={onClose} title={t('interpreter_pay.terms')}>
      <Form problem={keep.error} onSubmit={save}>
        <DateField
          name="from_on"
          label={t('interpreter_pay.terms.from')}
          isRequired
          value={from_on}
          onChange={setFrom}
        />
        <TextField
          name="cancel_hours"
          label={t('interpreter_pay.terms.hours')}
          type="number"
          width="short"
          isRequired
          value={hours}
          onChange={setHours}
        />
        <TextField
          name="cancel_percent"
          label={t('interpreter_pay.terms.percent')}
          type="number"
          width="short"
          isRequired
          value={percent}
          onChange={setPercent}
        />
        <TextField
          name="travel_fixed_cents"
          label={t('interpreter_pay.terms.travel')}
          description={t('interpreter_pay.terms.travel_how')}
          width="short"
          value={travel}
          onChange={setTravel}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={keep.isPending}>
            {t('interpreter_pay.save')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

export function PayBooks({ pay }: { pay: PayDesk }) {
  const [grant, setGrant] = useState<Grant | 'new' | null>(null)
  const [changing, setChanging] = useState(false)
  const now = pay.terms.length > 0 ? termsOn(pay.terms, today()) : pay.usual_terms
  return (
    <Stack>
      <Section
        title={t('interpreter_pay.grants')}
        lead={t('interpreter_pay.grants.lead')}
        actions={
          <Button small icon="add" onPress={() => setGrant('new')}>
            {t('interpreter_pay.grants.add')}
          </Button>
        }
      >
        {pay.grants.length === 0 ? (
          <EmptyState icon="file" title={t('interpreter_pay.grants.none')} />
        ) : (
          <List label={t('interpreter_pay.grants')}>
            {pay.grants.map((each) => (
              <ListItem
                key={each.grant_code}
                title={each.name}
                detail={
                  <>
                    <Reference>{each.grant_code}</Reference>
                    {' · '}
                    {each.until_on
                      ? t('interpreter_pay.from_until', { from: day(each.from_on), until: day(each.until_on) })
                      : t('interpreter_pay.since', { day: day(each.from_on) })}
                  </>
                }
                aside={
                  <Button
                    small
                    kind="quiet"
                    icon="edit"
                    aria-label={t('interpreter_pay.grants.change', { name: each.name })}
                    onPress={() => setGrant(each)}
                  />
                }
              />
            ))}
          </List>
        )}
      </Section>
      <Section
        title={t('interpreter_pay.terms')}
        lead={t('interpreter_pay.terms.lead')}
        actions={
          <Button small icon="edit" onPress={() => setChanging(true)}>
            {t('interpreter_pay.terms.change')}
          </Button>
        }
      >
        <Facts
          items={[
            {
              label: t('interpreter_pay.terms.off'),
              value: t('interpreter_pay.terms.off_is', { hours: now.cancel_hours, percent: now.cancel_percent }),
            },
            {
              label: t('interpreter_pay.terms.way'),
              value:
                now.travel_fixed_cents === null
                  ? t('interpreter_pay.terms.by_km')
                  : t('interpreter_pay.terms.fixed', { amount: money(now.travel_fixed_cents, 'EUR') }),
            },
          ]}
        />
      </Section>
      {grant && <GrantForm grant={grant === 'new' ? null : grant} onClose={() => setGrant(null)} />}
      {changing && <TermsForm terms={now} onClose={() => setChanging(false)} />}
    </Stack>
  )
}
