// Money that is owed to the person: each claim with how far it is, what was asked and what came in, and wages month by month.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { call } from '#gate/call.ts'
import { useGet } from '#gate/query.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Badge, Button, EmptyState, ErrorNotice, Facts, Loaded, Prose, Section, Stack, toast } from '#kit/ui/index.ts'
import { day, hasText, t } from '#language/here.ts'
import { money } from '#language/sums.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { type Claim, claimBases, exportWages, readClaims } from '../claim.ts'
import { ClaimForm } from './ClaimForm.tsx'
import { toneOf } from './claim-words.ts'
import { WageTables } from './WageTable.tsx'
import './claims.css'

const forms = ['pdf', 'xlsx', 'csv'] as const

function TakeTable({ case_id, claim_id }: { case_id: string; claim_id: string }) {
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const take = async (form: (typeof forms)[number]) => {
    setBusy(form)
    setProblem(null)
    try {
      const { name, bytes } = await call(exportWages, { case_id, claim_id, form })
      saveAs(name, bytes)
      toast(t('claims.taken'))
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
    setBusy('')
  }
  return (
    <>
      {forms.map((form) => (
        <Button key={form} small icon="download" busy={busy === form} onPress={() => void take(form)}>
          {t(`claims.take.${form}`)}
        </Button>
      ))}
      {problem && <ErrorNotice problem={problem} />}
    </>
  )
}

const rulesOf = ({ kind, pack }: Claim): string[] =>
  claimBases
    .filter((each) => each.kind === kind && each.pack === pack)
    .flatMap(({ rules }) => rules)
    .filter((id) => hasText(`law.rule.${id}.title`))

function Shown({ claim, case_id, onChange }: { claim: Claim; case_id: string; onChange: (() => void) | null }) {
  const { currency, asked_cents, granted_cents, filed_on, decided_on, payments, authority, number } = claim
  const title = t(`claims.kind.${claim.kind}`)
  const came = payments.reduce((all, { cents }) => all + cents, 0)
  const sums = [
    ['claims.asked_cents', asked_cents],
    ['claims.granted_cents', granted_cents],
    ['claims.came_in', payments.length > 0 ? came : null],
  ] as const
  const facts = [
    ...sums.flatMap(([label, cents]) =>
      cents === null ? [] : [{ label: t(label), value: <strong>{money(cents, currency)}</strong> }],
    ),
    ...(filed_on ? [{ label: t('claims.filed_on'), value: day(filed_on, 'long') }] : []),
    ...(decided_on ? [{ label: t('claims.decided_on'), value: day(decided_on, 'long') }] : []),
  ]
  const rules = rulesOf(claim)
  return (
    <Section
      title={title}
      lead={[t(`claims.pack.${claim.pack}`), authority, number].filter((part) => part !== '').join(' · ')}
      actions={
        <>
          <Badge tone={toneOf[claim.status]}>{t(`claims.status.${claim.status}`)}</Badge>
          {onChange && (
            <Button
              small
              kind="quiet"
              icon="edit"
              aria-label={t('claims.change_of', { what: title })}
              onPress={onChange}
            />
          )}
        </>
      }
    >
      <Stack>
        {facts.length > 0 && <Facts items={facts} />}
        {claim.words !== '' && <Prose>{claim.words}</Prose>}
        {rules.length > 0 && (
          <details className="claims-rates">
            <summary>{t('claims.rules')}</summary>
            <ul>
              {rules.map((id) => (
                <li key={id}>
                  <strong>{t(`law.rule.${id}.title`)}</strong>{' '}
                  {hasText(`law.rule.${id}.means`) && t(`law.rule.${id}.means`)}
                </li>
              ))}
            </ul>
          </details>
        )}
        {claim.tables.length > 0 && (
          <WageTables tables={claim.tables} actions={<TakeTable case_id={case_id} claim_id={claim.claim_id} />} />
        )}
      </Stack>
    </Section>
  )
}

export function ClaimsSide({ file, today }: { file: CaseFile; today: string }) {
  const { case_id } = file
  const found = useGet(readClaims, { case_id })
  const [editing, setEditing] = useState<Claim | 'new' | null>(null)
  return (
    <Loaded of={found}>
      {({ claims, wages, may }) => {
        const add = may.write && (
          <Button icon="add" onPress={() => setEditing('new')}>
            {t('claims.add')}
          </Button>
        )
        if (editing)
          return (
            <ClaimForm
              {...{ case_id, today, wages }}
              claim={editing === 'new' ? null : editing}
              onDone={() => setEditing(null)}
            />
          )
        if (claims.length === 0)
          return (
            <EmptyState title={t('claims.empty')} {...(add && { action: add })}>
              <p>{t('claims.empty_why')}</p>
            </EmptyState>
          )
        return (
          <Stack>
            <Section title={t('claims.title')} lead={t('claims.lead')} actions={add} plain>
              <Stack>
                {claims.map((claim) => (
                  <Shown
                    key={claim.claim_id}
                    {...{ claim, case_id }}
                    onChange={may.write ? () => setEditing(claim) : null}
                  />
                ))}
              </Stack>
            </Section>
          </Stack>
        )
      }}
    </Loaded>
  )
}
