// One interpreter: what they speak, how far they were looked at, when they can, whom they may know, and how often they came.
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import {
  Badge,
  Columns,
  Facts,
  LinkButton,
  List,
  ListItem,
  Loaded,
  Menu,
  Notice,
  PageHeader,
  Phone,
  Prose,
  Reference,
  Section,
  Skeleton,
  Stack,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { provinceName } from '#language/ui/names.ts'
import type { InterpreterStatus } from '../interpreter.ts'
import { type Interpreter, readInterpreter } from '../register.ts'
import { waysFrom } from '../vetting.rules.ts'
import { BookingsOf } from './BookingsOf.tsx'
import {
  communityText,
  headed,
  modeWords,
  rateText,
  spokenName,
  statusTone,
  vettingState,
} from './interpreter-words.ts'
import { StatusDialog } from './StatusDialog.tsx'
import { Vetting } from './Vetting.tsx'
import { Week } from './Week.tsx'
import './interpreters.css'

function Languages({ of }: { of: Interpreter }) {
  return (
    <Section title={t('interpreting.languages')}>
      <List label={t('interpreting.languages')}>
        {of.languages.map((spoken) => (
          <ListItem
            key={spokenName(spoken)}
            icon="language"
            title={headed(spokenName(spoken))}
            detail={[
              t(`interpreting.level.${spoken.level}`),
              t(spoken.both_ways ? 'interpreting.both_ways' : 'interpreting.one_way'),
            ].join(' · ')}
          />
        ))}
      </List>
    </Section>
  )
}

function Communities({ of }: { of: Interpreter }) {
  const { communities } = of.details
  return (
    <Section title={t('interpreting.communities')} lead={t('interpreting.communities_why')}>
      {communities.length === 0 ? (
        <Notice tone="warning">{t('interpreting.communities_none')}</Notice>
      ) : (
        <ul className="interpreting-lines">
          {communities.map((each) => (
            <li key={communityText(each)} dir="auto">
              {communityText(each)}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Reach({ of }: { of: Interpreter }) {
  const { phone, email, names, birth_year, agency, notes } = of.details
  const [, ...others] = names
  return (
    <Section title={t('interpreting.reach')}>
      <Facts
        items={[
          ...(phone ? [{ label: t('interpreting.phone'), value: <Phone number={phone} /> }] : []),
          ...(email ? [{ label: t('interpreting.email'), value: <Reference>{email}</Reference> }] : []),
          { label: t('interpreting.mode'), value: modeWords(of.modes) },
          ...(of.province ? [{ label: t('interpreting.province'), value: provinceName(of.province) }] : []),
          ...(agency ? [{ label: t('interpreting.agency'), value: <bdi>{agency}</bdi> }] : []),
          ...(others.length > 0
            ? [{ label: t('interpreting.other_names'), value: <bdi>{others.join(' · ')}</bdi> }]
            : []),
          { label: t('interpreting.birth_year'), value: birth_year ?? t('interpreting.not_known') },
        ]}
      />
      {notes && <Prose>{notes}</Prose>}
    </Section>
  )
}

function Came({ of }: { of: Interpreter }) {
  const { attended, missed, understood, felt_safe, asked } = of.came
  return (
    <Section title={t('interpreting.came')} lead={t('interpreting.came_why')}>
      <Facts
        items={[
          { label: t('interpreting.came.attended'), value: attended },
          { label: t('interpreting.came.missed'), value: missed },
          ...(asked > 0
            ? [
                {
                  label: t('interpreting.came.understood'),
                  value: t('interpreting.came.of', { count: understood, asked }),
                },
                {
                  label: t('interpreting.came.felt_safe'),
                  value: t('interpreting.came.of', { count: felt_safe, asked }),
                },
              ]
            : []),
          ...(of.last_came_on ? [{ label: t('interpreting.came.last'), value: day(of.last_came_on, 'long') }] : []),
          ...(of.kept_until ? [{ label: t('interpreting.kept_until'), value: day(of.kept_until, 'long') }] : []),
        ]}
      />
      {of.kept_until && <p className="interpreting-quiet">{t('interpreting.kept_until_why')}</p>}
    </Section>
  )
}

function Rates({ of }: { of: Interpreter }) {
  if (of.rates.length === 0) return null
  return (
    <Section title={t('interpreting.rates')} lead={t('interpreting.rates_why')}>
      <List label={t('interpreting.rates')}>
        {of.rates.map((rate) => (
          <ListItem
            key={`${rate.from_on} ${rate.mode ?? ''}`}
            title={rateText(rate)}
            detail={t('interpreting.rate.from', { day: day(rate.from_on, 'long') })}
          />
        ))}
      </List>
    </Section>
  )
}

function One({ of }: { of: Interpreter }) {
  const { may } = useSession()
  const [wish, setWish] = useState<InterpreterStatus | null>(null)
  const manages = may['interpreters.manage'] ?? false
  const state = vettingState(of, today())
  return (
    <Stack>
      <PageHeader
        title={of.name}
        lead={[t(`interpreting.kind.${of.kind}`), t(`interpreting.gender.${of.gender}`)].join(' · ')}
        back={{ href: '/desk/interpreters', label: t('interpreting.title') }}
        marks={
          <>
            <Badge tone={statusTone[of.status]}>{t(`interpreting.status.${of.status}`)}</Badge>
            {state && <Badge tone={state.tone}>{state.text}</Badge>}
            {of.emergency && (
              <Badge tone="calm" icon="phone">
                {t('interpreting.emergency_mark')}
              </Badge>
            )}
          </>
        }
        actions={
          manages && (
            <>
              <LinkButton icon="edit" href={`/desk/interpreters/${of.interpreter_id}/edit`}>
                {t('interpreting.edit')}
              </LinkButton>
              <Menu
                label={t('interpreting.more')}
                items={waysFrom(of.status).map((to) => ({
                  id: to,
                  label: t(`interpreting.set.${to}`),
                  danger: to === 'blocked',
                  onAction: () => setWish(to),
                }))}
              />
            </>
          )
        }
      />
      {of.status === 'blocked' && (
        <Notice tone="danger">
          <strong>{t('interpreting.blocked')}</strong>
          {of.block_reason && <p dir="auto">{of.block_reason}</p>}
        </Notice>
      )}
      <Columns
        aside={
          <>
            <Reach of={of} />
            <Came of={of} />
            <Rates of={of} />
          </>
        }
      >
        <Languages of={of} />
        <Vetting of={of} today={today()} manages={manages} />
        <Week of={of} today={today()} />
        <Communities of={of} />
        <BookingsOf interpreter_id={of.interpreter_id} />
      </Columns>
      {wish && <StatusDialog of={of} to={wish} onClose={() => setWish(null)} />}
    </Stack>
  )
}

export function InterpreterPage() {
  const { interpreter_id } = useParams({ strict: false }) as { interpreter_id?: string }
  const found = useGet(readInterpreter, interpreter_id ? { interpreter_id } : null)
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(of) => <One of={of} />}
    </Loaded>
  )
}
