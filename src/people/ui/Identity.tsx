// The legal identity stands closed until someone opens it on purpose, and closes when this side is left: what was read
// is forgotten then, and the next opening is another line in the journal.
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { nameOf, useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import type { Problem } from '#kit/problem.ts'
import { Badge, Button, ErrorNotice, Facts, Loaded, Notice, Section } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import { type CardAge, cardAgeBy, cardAgeDiffers, presumptionOf } from '../age.rules.ts'
import { type OpenedIdentity, openIdentity, openSharedIdentity } from '../identity.ts'
import { FocusHere } from './FocusHere.tsx'
import { IdentityForm } from './IdentityForm.tsx'
import {
  birthDayWords,
  birthPlaceWords,
  decisionWords,
  estimateWords,
  type IdentityGroup,
  identityGroups,
  identityLabel,
  identityWords,
  spokenWords,
} from './identity-words.ts'
import { type PersonFile, readsAsGuest } from './person-file.ts'
import './person.css'

export interface BringInLine {
  write: (age: CardAge) => void
  busy: boolean
  problem: Problem | null
}

interface Props {
  file: PersonFile
  today: string
  /** Absent for whoever may not change the card. */
  bringInLine?: BringInLine | undefined
}

const unsaid = () => <span className="unsaid">{t('people.not_known')}</span>

function Names({ opened }: { opened: OpenedIdentity }) {
  const { identity, readings } = opened
  if (identity.names.length === 0) return unsaid()
  return (
    <ul className="names">
      {identity.names.map(({ text, kind, latin }, place) => {
        const machine = readings[place]
        const read = latin || machine?.latin
        return (
          <li key={`${kind} ${text}`}>
            <strong className="name-as-written">
              <bdi dir="auto">{text}</bdi>
            </strong>{' '}
            <Badge tone={kind === 'legal' ? 'calm' : 'neutral'}>{t(`person.name.${kind}`)}</Badge>
            {machine && machine.script !== 'Latn' && machine.script !== 'Zyyy' && (
              <p className="name-reading">
                {read && (
                  <>
                    <bdi dir="ltr">{read}</bdi> · {t(latin ? 'person.read_by_someone' : 'person.read_by_machine')} ·{' '}
                  </>
                )}
                {t(`person.script.${machine.script}`)}
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const lines = (items: { head: string; more?: string[] }[]): ReactNode =>
  items.length === 0 ? (
    unsaid()
  ) : (
    <ul className="plain-lines">
      {items.map(({ head, more = [] }) => (
        <li key={head + more.join()}>
          {head}
          {more.filter(Boolean).map((line) => (
            <p key={line} className="line-more">
              <bdi dir="auto">{line}</bdi>
            </p>
          ))}
        </li>
      ))}
    </ul>
  )

const facts = (opened: OpenedIdentity, names: readonly (keyof OpenedIdentity['identity'])[]) => (
  <Facts
    items={names.map((name) => ({
      label: identityLabel(name),
      value: <span dir="auto">{identityWords(opened.identity, name)}</span>,
    }))}
  />
)

const shows: Record<IdentityGroup, (opened: OpenedIdentity) => ReactNode> = {
  names: (opened) => <Names opened={opened} />,
  address: (opened) => facts(opened, identityGroups.address),
  birth: ({ identity: { birth } }) => (
    <Facts
      items={[
        { label: t('person.birth.when'), value: birthDayWords(birth) },
        { label: t('person.birth.certainty'), value: t(`person.certainty.${birth.certainty}`) },
        { label: t('person.birth.place'), value: <span dir="auto">{birthPlaceWords(birth)}</span> },
      ]}
    />
  ),
  belonging: (opened) => facts(opened, identityGroups.belonging),
  languages: ({ identity }) => (
    <>
      {lines(identity.languages.map((each) => ({ head: spokenWords(each) })))}
      <p className="line-more">
        {identityLabel('literacy')}: {identityWords(identity, 'literacy')}
      </p>
    </>
  ),
  customs: (opened) => (
    <p>
      <bdi dir="auto">{identityWords(opened.identity, 'customs')}</bdi>
    </p>
  ),
  age: ({ identity: { age } }) =>
    lines([
      ...age.estimates.map((each) => ({
        head: estimateWords(each),
        more: [each.basis, each.doubts && `${t('person.age.doubts')}: ${isolate(each.doubts)}`],
      })),
      ...age.decisions.map((each) => ({ head: decisionWords(each), more: [each.basis] })),
    ]),
}

/** Whether the person is presumed to be a minor, why, and whether the card says something else. */
function Presumption({ file, today, opened, bringInLine }: Props & { opened: OpenedIdentity }) {
  const { minor, because } = presumptionOf(file.card, opened.identity, today)
  const differs = opened.version > 0 && cardAgeDiffers(file.card, opened.identity, today)
  const line = cardAgeBy(file.card, opened.identity, today)
  const cardWords = ({ birth_year, age_in_doubt }: CardAge) =>
    t('person.age.card_says', {
      year: birth_year === null ? t('people.not_known') : String(birth_year),
      doubt: String(age_in_doubt),
    })
  return (
    <>
      {minor && (
        <Notice tone="warning">
          <strong>{t('cases.minor')}</strong>
          <p>{t(`person.presumed.${because}`)}</p>
        </Notice>
      )}
      {differs && (
        <Notice tone="warning">
          <strong>{t('person.age.differs')}</strong>
          <p>
            {t('person.age.card_now')} {cardWords(file.card)}
            <br />
            {t('person.age.card_would')} {cardWords(line)}
          </p>
          {bringInLine && (
            <Button small busy={bringInLine.busy} onPress={() => bringInLine.write(line)}>
              {t('person.age.bring_in_line')}
            </Button>
          )}
          {bringInLine?.problem && <ErrorNotice problem={bringInLine.problem} />}
        </Notice>
      )}
    </>
  )
}

function Opened({ file, today, bringInLine }: Props) {
  const { case_id } = file
  const endpoint = readsAsGuest(file) ? openSharedIdentity : openIdentity
  const found = useGet(endpoint, { case_id }, { staleMs: Number.POSITIVE_INFINITY })
  const [editing, setEditing] = useState<IdentityGroup | null>(null)
  const [last, setLast] = useState<IdentityGroup | null>(null)
  const done = () => {
    setLast(editing)
    setEditing(null)
  }
  const client = useQueryClient()
  const { may } = useSession()
  useEffect(() => () => client.removeQueries({ queryKey: nameOf(endpoint, { case_id }) }), [client, endpoint, case_id])
  const mayWrite = file.writes.includes('identity') && Boolean(may['identity.write'])
  return (
    <Loaded of={found}>
      {(opened) => (
        <>
          <Presumption file={file} today={today} opened={opened} bringInLine={bringInLine} />
          {(Object.keys(identityGroups) as IdentityGroup[]).map((group) => (
            <article key={group} className="identity-group">
              <div className="section-head">
                <h3>{t(`person.group.${group}`)}</h3>
                {mayWrite && editing !== group && (
                  <Button
                    small
                    kind="quiet"
                    icon="edit"
                    autoFocus={last === group}
                    aria-label={t('person.change_group', { group: t(`person.group.${group}`) })}
                    onPress={() => setEditing(group)}
                  >
                    {t('person.change')}
                  </Button>
                )}
              </div>
              {editing === group ? (
                <FocusHere label={t(`person.group.${group}`)}>
                  <IdentityForm case_id={case_id} group={group} opened={opened} today={today} onDone={done} />
                </FocusHere>
              ) : (
                shows[group](opened)
              )}
            </article>
          ))}
        </>
      )}
    </Loaded>
  )
}

export function Identity(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Section
      title={t('person.identity')}
      lead={t(isOpen ? 'person.identity_open_why' : 'person.identity_closed_why')}
      actions={
        isOpen && (
          <Button small icon="lock" autoFocus onPress={() => setOpen(false)}>
            {t('person.identity_close')}
          </Button>
        )
      }
    >
      {isOpen ? (
        <Opened {...props} />
      ) : (
        <div>
          <Button icon="lock" onPress={() => setOpen(true)}>
            {t('person.identity_open')}
          </Button>
        </div>
      )}
    </Section>
  )
}
