// The people around the person: family and household with who is safe, those who depend on the person, and, set apart,
// people who are in the file without being accompanied.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { nameOf, useGet, useWrite } from '#gate/query.ts'
import {
  Badge,
  type BadgeTone,
  Button,
  EmptyState,
  ErrorNotice,
  Facts,
  Loaded,
  Notice,
  Phone,
  Prose,
  Section,
  toast,
} from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { mayBeEmergency, sectionOf } from '../related.rules.ts'
import { chooseEmergencyContact, listRelated, type Related, type RelatedGroup, type WhereReason } from '../related.ts'
import { FocusHere } from './FocusHere.tsx'
import type { PersonFile } from './person-file.ts'
import { RelatedForm } from './RelatedForm.tsx'
import { ageWords, moneyWords, nameWords, relatedLabel, relatedWords, whereWords } from './related-words.ts'
import './person.css'

const tones: Record<string, BadgeTone> = { safe: 'good', not_safe: 'danger', not_known: 'warning' }

interface OneProps {
  file: PersonFile
  related: Related
  today: string
  /** Why they must not learn where the person is; absent when they may. */
  because?: WhereReason | undefined
}

function Emergency({ file, related }: { file: PersonFile; related: Related }) {
  const client = useQueryClient()
  const choose = useWrite(chooseEmergencyContact, { invalidates: [listRelated, readTimeline] })
  const mayChoose = file.writes.includes('identity') && file.writes.includes('home')
  if (!mayChoose || (!related.emergency && !mayBeEmergency(related.person))) return null
  const { related_id, version, emergency } = related
  return (
    <>
      <Button
        small
        kind="quiet"
        icon="phone"
        busy={choose.isPending}
        onPress={() =>
          choose.mutate(
            { case_id: file.case_id, related_id: emergency ? null : related_id, version },
            {
              onSuccess: () => toast(t('person.saved')),
              // Someone was faster: what they wrote is shown, and the press is asked for once more.
              onError: () => void client.invalidateQueries({ queryKey: nameOf(listRelated) }),
            },
          )
        }
      >
        {t(emergency ? 'person.emergency_end' : 'person.emergency_choose')}
      </Button>
      {choose.error && <ErrorNotice problem={choose.error} />}
    </>
  )
}

function One({ file, related, today, because }: OneProps) {
  const [editing, setEditing] = useState<'before' | 'now' | 'after'>('before')
  const { person } = related
  const isApart = person.group === 'apart'
  const mayWrite = file.writes.includes(related.section)
  const word = (name: Parameters<typeof relatedWords>[1]) => ({
    label: relatedLabel(name),
    value: <span dir="auto">{relatedWords(person, name)}</span>,
  })
  /** What nobody knows yet takes no room. */
  const known = (['lives_with', 'knows', 'may_be_told', 'may_contact'] as const).filter(
    (name) => person[name] !== 'not_known' && person[name] !== 'not_asked',
  )
  const { needs } = person
  if (editing === 'now')
    return (
      <article className="related">
        <FocusHere label={nameWords(person)}>
          <RelatedForm
            case_id={file.case_id}
            group={person.group}
            related={related}
            withWhy={file.sections.includes('safety')}
            onDone={() => setEditing('after')}
          />
        </FocusHere>
      </article>
    )
  return (
    <article className={isApart ? 'related related-apart' : 'related'} aria-label={nameWords(person)}>
      <div className="related-head">
        <h3 dir="auto">{nameWords(person)}</h3>
        {person.name && <Badge>{t(`person.role.${person.role}`)}</Badge>}
        {!isApart && <Badge tone={tones[person.safe] ?? 'neutral'}>{t(`person.safe.${person.safe}`)}</Badge>}
        {related.emergency && (
          <Badge tone="calm" icon="phone">
            {t('person.emergency')}
          </Badge>
        )}
        {person.past && <Badge>{t('person.past')}</Badge>}
      </div>
      {because && !isApart && (
        <p className="must-not">
          {t('person.must_not_learn')} {t(`person.must_not.${because}`)}
        </p>
      )}
      {person.why && <Prose>{person.why}</Prose>}
      <Facts
        items={[
          ...(person.country || person.place
            ? [{ label: t('person.where'), value: <span dir="auto">{whereWords(person)}</span> }]
            : []),
          ...(isApart ? [] : known.map(word)),
          ...(person.contact
            ? [
                {
                  label: relatedLabel('contact'),
                  value: /^[+\d][\d ]+$/.test(person.contact) ? (
                    <Phone number={person.contact} />
                  ) : (
                    word('contact').value
                  ),
                },
              ]
            : []),
          ...(needs
            ? [
                ...(needs.birth_year
                  ? [{ label: t('person.identity.age'), value: ageWords(needs.birth_year, today) }]
                  : []),
                { label: t('person.needs.money'), value: moneyWords(needs) },
                ...(['cared_for_by', 'school', 'health'] as const)
                  .filter((name) => needs[name])
                  .map((name) => ({
                    label: t(`person.needs.${name}`),
                    value: <span dir="auto">{needs[name]}</span>,
                  })),
              ]
            : []),
        ]}
      />
      {person.about && <Prose>{person.about}</Prose>}
      <div className="related-actions">
        {mayWrite && (
          <Button
            small
            kind="quiet"
            icon="edit"
            autoFocus={editing === 'after'}
            aria-label={t('person.change_group', { group: nameWords(person) })}
            onPress={() => setEditing('now')}
          >
            {t('person.change')}
          </Button>
        )}
        <Emergency file={file} related={related} />
      </div>
    </article>
  )
}

interface GroupProps {
  file: PersonFile
  today: string
  groups: RelatedGroup[]
  title: string
  lead: string
  people: Related[]
  reasons: Map<string, WhereReason>
}

function Group({ file, today, groups, title, lead, people, reasons }: GroupProps) {
  const [adding, setAdding] = useState<RelatedGroup | null>(null)
  const [added, setAdded] = useState<RelatedGroup | null>(null)
  const mine = people.filter(({ person }) => groups.includes(person.group))
  const addable = groups.filter((group) => file.writes.includes(sectionOf(group)))
  const here = mine.filter(({ person }) => !person.past)
  const gone = mine.filter(({ person }) => person.past)
  const one = (related: Related) => (
    <One
      key={related.related_id}
      file={file}
      related={related}
      today={today}
      because={reasons.get(related.related_id)}
    />
  )
  return (
    <Section
      title={title}
      lead={lead}
      actions={
        adding === null &&
        addable.map((group) => (
          <Button key={group} small icon="add" autoFocus={added === group} onPress={() => setAdding(group)}>
            {t(`person.add.${group}`)}
          </Button>
        ))
      }
    >
      {adding && (
        <div className="related">
          <FocusHere label={t(`person.add.${adding}`)}>
            <RelatedForm
              case_id={file.case_id}
              group={adding}
              withWhy={file.sections.includes('safety')}
              onDone={() => {
                setAdded(adding)
                setAdding(null)
              }}
            />
          </FocusHere>
        </div>
      )}
      {mine.length === 0 && !adding && <p className="unsaid">{t('person.nobody_yet')}</p>}
      {here.map(one)}
      {gone.map(one)}
    </Section>
  )
}

/** One line before any call: who must not be told where the person is. */
function MustNotLearn({ people, reasons }: { people: Related[]; reasons: Map<string, WhereReason> }) {
  const names = people.filter(({ related_id, person }) => reasons.has(related_id) && !person.past)
  if (names.length === 0) return null
  return (
    <Notice tone="danger">
      <strong>{t('person.must_not_title')}</strong>
      <p>{list([...new Set(names.map(({ person }) => nameWords(person)))])}</p>
      <p>{t('person.must_not_lead')}</p>
    </Notice>
  )
}

export function Around({ file, today }: { file: PersonFile; today: string }) {
  const found = useGet(listRelated, { case_id: file.case_id }, { staleMs: Number.POSITIVE_INFINITY })
  const opens = (group: RelatedGroup) => file.sections.includes(sectionOf(group))
  const family = (['family', 'household'] as const).filter(opens)
  if (family.length === 0 && !opens('apart'))
    return (
      <EmptyState icon="lock" title={t('person.nothing_open')}>
        {t('person.nothing_open_why')}
      </EmptyState>
    )
  return (
    <Loaded of={found}>
      {({ people, must_not_learn_where }) => {
        const reasons = new Map(must_not_learn_where.map(({ related_id, because }) => [related_id, because]))
        const shared = { file, today, people, reasons }
        return (
          <>
            <MustNotLearn people={people} reasons={reasons} />
            {file.presumed_minor && <Notice tone="warning">{t('person.family_of_minor')}</Notice>}
            {family.length > 0 && (
              <Group {...shared} groups={family} title={t('person.family')} lead={t('person.family_lead')} />
            )}
            {opens('dependant') && (
              <Group
                {...shared}
                groups={['dependant']}
                title={t('person.dependants')}
                lead={t('person.dependants_lead')}
              />
            )}
            {opens('apart') && (
              <div className="apart">
                <Group {...shared} groups={['apart']} title={t('person.apart')} lead={t('person.apart_lead')} />
              </div>
            )}
          </>
        )
      }}
    </Loaded>
  )
}
