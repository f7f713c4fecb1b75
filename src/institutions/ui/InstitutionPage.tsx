// One institution: who answers there, the pathway agreed with it and those before, and its poster.
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { call } from '#gate/call.ts'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import {
  Badge,
  Button,
  Columns,
  EmptyState,
  ErrorNotice,
  Facts,
  LinkButton,
  Loaded,
  Name,
  PageHeader,
  Phone,
  Prose,
  Reference,
  Section,
  Skeleton,
  Stack,
  toast,
} from '#kit/ui/index.ts'
import { day, language, t } from '#language/here.ts'
import { countryName, provinceName } from '#language/ui/names.ts'
import { showCode } from '#links/secret.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { type AgreedPathway, type Institution, type PathwayStep, readInstitution } from '../institution.ts'
import { posterAddress, posterLanguages, posterOf } from '../poster.ts'
import { dueMark } from './institution-words.ts'
import { PreventionTabs } from './PreventionTabs.tsx'
import './institutions.css'

export function StepsOf({ steps }: { steps: readonly PathwayStep[] }) {
  return (
    <ol className="pathway">
      {steps.map(({ who, how, when, note }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no id of their own and keep their order
        <li key={place}>
          <b dir="auto">{who}</b>
          {(how || when) && <span dir="auto">{[how, when].filter(Boolean).join(' · ')}</span>}
          {note && <span dir="auto">{note}</span>}
        </li>
      ))}
    </ol>
  )
}

function Agreed({ of }: { of: AgreedPathway }) {
  const who = [
    t('institutions.agreed_line', { agreed: day(of.agreed_on, 'long'), review: day(of.review_on, 'long') }),
    ...(of.agreed_with ? [t('institutions.agreed_who', { name: of.agreed_with })] : []),
    ...(of.kept_by_name ? [t('institutions.written_by', { name: of.kept_by_name })] : []),
  ]
  return (
    <Stack>
      <StepsOf steps={of.steps} />
      <p className="quiet">{who.join(' · ')}</p>
    </Stack>
  )
}

function Pathway({ of, manages }: { of: Institution; manages: boolean }) {
  const [standing, ...earlier] = of.pathways
  const write = manages && (
    <LinkButton icon="edit" href={`/desk/prevention/institutions/${of.institution_id}/pathway`}>
      {t(standing ? 'institutions.pathway_anew' : 'institutions.pathway_write')}
    </LinkButton>
  )
  if (!standing)
    return (
      <Section title={t('institutions.pathway')}>
        <EmptyState icon="check" title={t('institutions.no_pathway')} action={write}>
          {t('institutions.pathway_none')}
        </EmptyState>
      </Section>
    )
  return (
    <Section title={t('institutions.pathway')} lead={t('institutions.pathway_lead')} actions={write}>
      <Agreed of={standing} />
      {earlier.length > 0 && (
        <details>
          <summary>{t('institutions.earlier', { count: earlier.length })}</summary>
          <Stack>
            {earlier.map((each) => (
              <Agreed key={each.pathway_version} of={each} />
            ))}
          </Stack>
        </details>
      )}
    </Section>
  )
}

function Poster({ of }: { of: Institution }) {
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const { institution_id, code } = of
  const take = async (tongue: (typeof posterLanguages)[number]) => {
    setBusy(tongue)
    setProblem(null)
    try {
      const { name, bytes } = await call(posterOf, { institution_id, language: tongue, origin: location.origin })
      saveAs(name, bytes)
      toast(t('institutions.poster_taken'))
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
    setBusy('')
  }
  const first = posterLanguages.filter((each) => each === language())
  const ordered = [...new Set([...first, 'es' as const, ...posterLanguages])]
  return (
    <Section title={t('institutions.poster')} lead={t('institutions.poster_lead')}>
      <div className="form-actions">
        {ordered.map((tongue) => (
          <Button key={tongue} icon="download" busy={busy === tongue} onPress={() => void take(tongue)}>
            {t(`institutions.poster_take.${tongue}`)}
          </Button>
        ))}
      </div>
      {problem && <ErrorNotice problem={problem} />}
      <Facts
        items={[
          { label: t('institutions.code'), value: <Reference>{showCode(code)}</Reference> },
          {
            label: t('institutions.address_of_door'),
            value: <Reference>{posterAddress(location.origin, code)}</Reference>,
          },
        ]}
      />
    </Section>
  )
}

function Contact({ of: { contact } }: { of: Institution }) {
  const { person, role, phone, email, address, notes } = contact
  const items = [
    { label: t('institutions.person'), value: person && <Name>{person}</Name> },
    { label: t('institutions.role'), value: role },
    { label: t('institutions.phone'), value: phone && <Phone number={phone} /> },
    { label: t('institutions.email'), value: email && <Reference>{email}</Reference> },
    { label: t('institutions.address'), value: address && <Prose>{address}</Prose> },
    { label: t('institutions.notes'), value: notes && <Prose>{notes}</Prose> },
  ].filter(({ value }) => value !== '')
  return (
    <Section title={t('institutions.contact')} lead={t('institutions.contact_why')}>
      {items.length > 0 ? <Facts items={items} /> : <p className="quiet">{t('institutions.contact_none')}</p>}
    </Section>
  )
}

function Reports({ of: { reports_at_least: count } }: { of: Institution }) {
  return (
    <Section title={t('institutions.reports')}>
      <p>
        <b>{count === 0 ? t('institutions.reports_few') : t('institutions.reports_at_least', { count })}</b>
      </p>
      <p className="quiet">{t('institutions.reports_why')}</p>
    </Section>
  )
}

interface PageProps {
  /** What another room tells of it. */
  beside: (of: Institution) => ReactNode
}

function Shown({ of, manages, beside }: PageProps & { of: Institution; manages: boolean }) {
  const due = dueMark(of, new Date().toISOString().slice(0, 10))
  const where = [
    of.town,
    of.province ? provinceName(of.province) : '',
    of.country === 'ES' ? '' : countryName(of.country),
  ]
  return (
    <Stack>
      <PreventionTabs here="institutions" />
      <PageHeader
        title={of.name}
        lead={[t(`sector.${of.sector}`), ...new Set(where.filter(Boolean))].join(' · ')}
        back={{ href: '/desk/prevention/institutions', label: t('institutions.title') }}
        marks={
          <>
            {of.status === 'resting' && <Badge>{t('institutions.status.resting')}</Badge>}
            {due && <Badge tone={due.tone}>{due.text}</Badge>}
          </>
        }
        actions={
          manages && (
            <LinkButton icon="edit" href={`/desk/prevention/institutions/${of.institution_id}/edit`}>
              {t('institutions.edit')}
            </LinkButton>
          )
        }
      />
      <Columns
        aside={
          <Stack>
            <Contact of={of} />
            {beside(of)}
            <Reports of={of} />
          </Stack>
        }
      >
        <Stack>
          <Pathway of={of} manages={manages} />
          <Poster of={of} />
        </Stack>
      </Columns>
    </Stack>
  )
}

export function InstitutionPage({ beside }: PageProps) {
  const { may } = useSession()
  const { institution_id } = useParams({ strict: false }) as { institution_id?: string }
  const found = useGet(readInstitution, institution_id ? { institution_id } : null)
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(of) => <Shown of={of} manages={Boolean(may['institutions.manage'])} beside={beside} />}
    </Loaded>
  )
}
