// Passing a report on: the ladder first, then to whom, on which legal basis, with which wish, and exactly which parts.
import { useState } from 'react'
import bases from '#data/codes/legal_bases.json' with { type: 'json' }
import { useGet } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import {
  Button,
  CheckboxGroup,
  Dialog,
  Form,
  FormActions,
  Notice,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { listPartners } from '#organisations/organisation.ts'
import type { NewPass } from '../decision.ts'
import { type PassedPart, passedParts, type Wish, wishes } from '../pass-kinds.ts'
import type { Report } from '../report.ts'
import { type Outsider, outsiders } from '../triage-facts.ts'

interface Props {
  report: Report
  busy: boolean
  problem: Problem | null
  onClose: () => void
  onPass: (pass: NewPass, reason: string) => void
}

const wishIn = ({ body }: Report): Wish => {
  const said = body.answers.person_knows
  return said === 'agrees' ? 'agreed' : said === 'does_not_want' ? 'did_not_want' : 'not_asked'
}

function Ladder({ report }: { report: Report }) {
  return (
    <div className="ladder">
      <p className="field-label">{t('reports.ladder')}</p>
      <ol>
        {report.ladder.map(({ code, to, bases: on }) => (
          <li key={code}>
            {t(`reports.ladder.${code}`)}{' '}
            <span className="quiet">
              {list(to.map((each) => t(`reports.outside.${each}`)))} ·{' '}
              {list(on.map((each) => t(`codes.legal_bases.${each}`)))}
            </span>
          </li>
        ))}
      </ol>
      <p className="quiet">{t('reports.ladder_lead')}</p>
    </div>
  )
}

export function PassDialog({ report, busy, problem, onClose, onPass }: Props) {
  const partners = useGet(listPartners, {}, { staleMs: 300_000 })
  const [pass_id] = useState(newId)
  const [to, setTo] = useState<string | null>(null)
  const [basis, setBasis] = useState<string | null>(null)
  const [wish, setWish] = useState<Wish>(wishIn(report))
  const mayContact = report.body.contact_wish === 'reach_me' && report.body.contact_how !== ''
  const [shared, setShared] = useState<PassedPart[]>(['words', 'where', 'danger', 'languages', 'signs'])
  const [record, setRecord] = useState({ to_whom: '', note: '', why_basis: '' })
  const outside = outsiders.find((each) => each === to) ?? null
  const needsWords = bases.codes.find(({ code }) => code === basis)?.needs_words ?? false
  const pass = () => {
    if (!to || !basis) return
    const to_organisation_id = outside ? null : to
    onPass(
      { pass_id, to_organisation_id, outside: outside as Outsider | null, legal_basis: basis, wish, shared, record },
      '',
    )
  }
  return (
    <Dialog isOpen wide onClose={onClose} title={t('reports.decide.passed_on')}>
      {report.ladder.length > 0 && <Ladder report={report} />}
      <Form problem={problem} onSubmit={pass}>
        <Select
          label={t('reports.passed_to')}
          isRequired
          value={to}
          options={[
            ...(partners.data?.partners ?? []).map(({ organisation_id, name }) => ({
              id: organisation_id,
              label: name,
              description: t('reports.a_partner'),
            })),
            ...outsiders.map((each) => ({
              id: each,
              label: t(`reports.outside.${each}`),
              description: t('reports.an_outsider'),
            })),
          ]}
          onChange={setTo}
        />
        {outside && (
          <>
            <TextField
              label={t('reports.to_whom')}
              value={record.to_whom}
              onChange={(to_whom) => setRecord({ ...record, to_whom })}
            />
            <Notice>{t('reports.outside_is_record')}</Notice>
          </>
        )}
        <RadioGroup
          label={t('reports.wish_of_reporter')}
          value={wish}
          options={wishes.map((id) => ({ id, label: t(`reports.passing.${id}`) }))}
          onChange={(id) => setWish(id as Wish)}
        />
        <Select
          label={t('reports.legal_basis')}
          description={t('reports.legal_basis_unreviewed')}
          isRequired
          value={basis}
          options={bases.codes.map(({ code }) => ({ id: code, label: t(`codes.legal_bases.${code}`) }))}
          onChange={setBasis}
        />
        {needsWords && (
          <TextField
            label={t('reports.why_basis')}
            isRequired
            value={record.why_basis}
            onChange={(why_basis) => setRecord({ ...record, why_basis })}
          />
        )}
        <CheckboxGroup
          label={t('reports.shared')}
          description={t('reports.shared_hint')}
          value={shared}
          options={passedParts
            .filter((part) => part !== 'contact' || mayContact)
            .map((id) => ({ id, label: t(`reports.part.${id}`) }))}
          onChange={(parts) => setShared(parts as PassedPart[])}
        />
        <TextArea
          label={t('reports.pass_note')}
          rows={2}
          value={record.note}
          onChange={(note) => setRecord({ ...record, note })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('reports.pass_it')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
