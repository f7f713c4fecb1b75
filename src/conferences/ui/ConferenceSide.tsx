// The conferences of a file: the person's words first, then whom, what about, and what came of it. A partner sees its
// own part of the same.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  EmptyState,
  ErrorNotice,
  Facts,
  Form,
  FormActions,
  List,
  ListItem,
  Loaded,
  Name,
  Notice,
  Prose,
  Section,
  Select,
  Stack,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { list, moment, t } from '#language/here.ts'
import { addItem, type Conference, endConference, type Guest, listConferences } from '../conference.ts'
import { sectionNames } from './AgencyFields.tsx'
import { ConferenceForm } from './ConferenceForm.tsx'
import { Item } from './Item.tsx'
import { invalidates } from './reads.ts'
import './conference.css'

interface OneProps {
  file: CaseFile
  conference: Conference
  guests: Guest[]
  mayCall: boolean
  today: string
}

function AddItem({ file, conference, onDone }: Pick<OneProps, 'file' | 'conference'> & { onDone: () => void }) {
  const [item, setItem] = useState({ item_id: newId(), section: file.writes[0] ?? 'identity', title: '', words: '' })
  const add = useWrite(addItem, { invalidates })
  const save = () =>
    add.mutate(
      { case_id: file.case_id, conference_id: conference.conference_id, ...item },
      {
        onSuccess: () => {
          toast(t('conferences.saved'))
          onDone()
        },
      },
    )
  return (
    <Form problem={add.error} onSubmit={save}>
      <TextField
        name="title"
        label={t('conferences.item_title')}
        isRequired
        value={item.title}
        onChange={(title) => setItem({ ...item, title })}
      />
      <Select
        label={t('conferences.item_section')}
        options={file.writes.map((id) => ({ id, label: t(`access.section.${id}`) }))}
        value={item.section}
        onChange={(section) => setItem({ ...item, section: section as typeof item.section })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={add.isPending}>
          {t('conferences.add_item')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

function Invited({ conference }: { conference: Conference }) {
  if (!conference.ours)
    return <Facts items={[{ label: t('conferences.with'), value: <Name>{list(conference.named)}</Name> }]} />
  if (conference.ours.agencies.length === 0) return <p className="conference-quiet">{t('conferences.only_us')}</p>
  return (
    <List label={t('conferences.agencies')}>
      {conference.ours.agencies.map(({ organisation_id, name, live, named, sections }) => (
        <ListItem
          key={organisation_id}
          icon="organisation"
          title={<Name>{name}</Name>}
          detail={live ? t('conferences.sees', { sections: sectionNames(sections) }) : t('conferences.closed_to_it')}
          aside={
            <>
              {!named && <Badge>{t('conferences.not_named')}</Badge>}
              {!live && <Badge tone="warning">{t('conferences.consent_over')}</Badge>}
            </>
          }
        />
      ))}
    </List>
  )
}

function OneConference({ file, conference, guests, mayCall, today }: OneProps) {
  const [doing, setDoing] = useState<'change' | 'item' | null>(null)
  const end = useWrite(endConference, { invalidates })
  const { conference_id, meets_at, status, attends, place, said, items, ours } = conference
  const planned = ours !== null && status === 'planned' && mayCall
  const finish = (to: 'held' | 'cancelled') =>
    end.mutate({ case_id: file.case_id, conference_id, version: ours?.version ?? 0, status: to })
  const done = () => setDoing(null)
  if (doing === 'change')
    return (
      <Section title={t('conferences.change')}>
        <ConferenceForm file={file} guests={guests} conference={conference} onDone={done} />
      </Section>
    )
  return (
    <Section
      title={t('conferences.of', { when: moment(meets_at) })}
      lead={<bdi dir="auto">{place}</bdi>}
      actions={
        <Badge tone={status === 'held' ? 'good' : status === 'planned' ? 'calm' : 'neutral'}>
          {t(`conferences.status.${status}`)}
        </Badge>
      }
    >
      {end.error && <ErrorNotice problem={end.error} />}
      {ours?.asked === 'not_yet' && status === 'planned' && (
        <Notice tone="warning">{t('conferences.ask_first')}</Notice>
      )}
      {said && (
        <figure className="conference-said">
          <figcaption className="conference-quiet">{t('conferences.said_by', { name: file.card.alias })}</figcaption>
          <Prose>{said}</Prose>
        </figure>
      )}
      <Facts
        items={[
          ...(ours ? [{ label: t('conferences.asked'), value: t(`conferences.asked.${ours.asked}`) }] : []),
          { label: t('conferences.attends'), value: t(`conferences.attends.${attends}`) },
          ...(ours?.wishes ? [{ label: t('conferences.wishes'), value: <bdi dir="auto">{ours.wishes}</bdi> }] : []),
        ]}
      />
      <Invited conference={conference} />
      {items.map((item) => (
        <Item key={item.item_id} file={file} conference={conference} item={item} mayCall={mayCall} today={today} />
      ))}
      {items.length === 0 && <p className="conference-quiet">{t('conferences.nothing_for_you')}</p>}
      {doing === 'item' && <AddItem file={file} conference={conference} onDone={done} />}
      {ours && mayCall && status !== 'cancelled' && doing === null && (
        <div className="form-actions">
          {planned && (
            <Button icon="check" busy={end.isPending} onPress={() => finish('held')}>
              {t('conferences.hold')}
            </Button>
          )}
          <Button small kind="quiet" icon="add" onPress={() => setDoing('item')}>
            {t('conferences.add_item')}
          </Button>
          {planned && (
            <>
              <Button small kind="quiet" icon="edit" onPress={() => setDoing('change')}>
                {t('conferences.change')}
              </Button>
              <Button small kind="quiet" isDisabled={end.isPending} onPress={() => finish('cancelled')}>
                {t('conferences.cancel')}
              </Button>
            </>
          )}
        </div>
      )}
    </Section>
  )
}

export function ConferenceSide({ file, today }: { file: CaseFile; today: string }) {
  const found = useGet(listConferences, { case_id: file.case_id })
  const [calling, setCalling] = useState(false)
  return (
    <Loaded of={found}>
      {({ conferences, guests, may_call }) => (
        <Stack>
          {may_call && !calling && conferences.length > 0 && (
            <div>
              <Button icon="add" kind="primary" onPress={() => setCalling(true)}>
                {t('conferences.new')}
              </Button>
            </div>
          )}
          {calling && (
            <Section title={t('conferences.new')} lead={t('conferences.new_lead')}>
              <ConferenceForm file={file} guests={guests} onDone={() => setCalling(false)} />
            </Section>
          )}
          {conferences.length === 0 && !calling && (
            <EmptyState
              icon="people"
              title={t('conferences.empty')}
              action={
                may_call && (
                  <Button icon="add" kind="primary" onPress={() => setCalling(true)}>
                    {t('conferences.new')}
                  </Button>
                )
              }
            >
              {t('conferences.empty_why')}
            </EmptyState>
          )}
          {conferences.map((conference) => (
            <OneConference
              key={conference.conference_id}
              file={file}
              conference={conference}
              guests={guests}
              mayCall={may_call}
              today={today}
            />
          ))}
        </Stack>
      )}
    </Loaded>
  )
}
