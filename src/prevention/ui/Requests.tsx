// Institutions that asked for a training: how to reach them, how it stands, and the way to a plan.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { PreventionTabs } from '#institutions/ui/PreventionTabs.tsx'
import {
  Badge,
  Button,
  Dialog,
  EmptyState,
  Facts,
  Form,
  FormActions,
  LinkButton,
  Loaded,
  PageHeader,
  Phone,
  Prose,
  RadioGroup,
  Reference,
  Section,
  Select,
  Stack,
  TextArea,
  Toolbar,
  toast,
} from '#kit/ui/index.ts'
import { day, isolate, number, t } from '#language/here.ts'
import { languageName, provinceName } from '#language/ui/names.ts'
import { keepRequest, listRequests, type RequestStatus, requestStatuses, type TrainingRequest } from '../request.ts'
import { readPreventionToday } from '../training.ts'
import { InstitutionField } from './PlanFields.tsx'
import { choices, curriculumName, requestTone, sectorName, wallOf } from './prevention-words.ts'
import './prevention.css'

function WriteDown({ of, onClose }: { of: TrainingRequest; onClose: () => void }) {
  const [status, setStatus] = useState(of.status)
  const [institution_id, setInstitution] = useState(of.institution_id)
  const [note, setNote] = useState(of.note)
  const save = useWrite(keepRequest, { invalidates: [listRequests, readPreventionToday] })
  const { request_id, version } = of
  const submit = () =>
    save.mutate(
      { request_id, version, status, institution_id, note },
      {
        onSuccess: () => {
          toast(t('prevention.request.saved'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen onClose={onClose} title={of.contact.institution}>
      <Form problem={save.error} onSubmit={submit}>
        <RadioGroup
          label={t('prevention.column.status')}
          options={choices(requestStatuses, 'prevention.request.status')}
          value={status}
          onChange={(next) => setStatus(next as RequestStatus)}
        />
        <InstitutionField value={institution_id} onChange={setInstitution} />
        <TextArea
          name="note"
          rows={4}
          label={t('prevention.request.note')}
          description={t('prevention.request.note_why')}
          value={note}
          onChange={setNote}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('prevention.request.write')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

const factsOf = ({ contact, how_many, language, mode, province, sector }: TrainingRequest) => [
  {
    label: t('prevention.request.who'),
    value: (
      <>
        <bdi>{contact.name}</bdi>
        {contact.role && (
          <>
            {' · '}
            <bdi>{contact.role}</bdi>
          </>
        )}
      </>
    ),
  },
  ...(contact.telephone
    ? [{ label: t('prevention.request.telephone'), value: <Phone number={contact.telephone} /> }]
    : []),
  ...(contact.email ? [{ label: t('prevention.request.email'), value: <Reference>{contact.email}</Reference> }] : []),
  { label: t('prevention.filter.sector'), value: sectorName(sector) },
  { label: t('prevention.request.how_many'), value: number(how_many) },
  { label: t('prevention.field.language'), value: languageName(language) },
  {
    label: t('prevention.field.mode'),
    value: [t(`prevention.mode.${mode}`), ...(province ? [provinceName(province)] : [])].join(' · '),
  },
  ...(contact.when ? [{ label: t('prevention.request.when'), value: <bdi>{contact.when}</bdi> }] : []),
]

function Asked({ of }: { of: TrainingRequest }) {
  const [writing, setWriting] = useState(false)
  const { curriculum_id, contact, status, received_at, note, request_id, training_ids } = of
  return (
    <Section
      title={contact.institution}
      lead={`${curriculum_id ? curriculumName(curriculum_id) : t('prevention.request.any_curriculum')} · ${t(
        'prevention.request.received',
        { day: day(wallOf(received_at).on, 'short') },
      )}`}
      actions={<Badge tone={requestTone(status)}>{t(`prevention.request.status.${status}`)}</Badge>}
    >
      <Facts items={factsOf(of)} />
      {contact.words && <Prose>{contact.words}</Prose>}
      {note && <Facts items={[{ label: t('prevention.request.note'), value: <bdi>{note}</bdi> }]} />}
      <div className="form-actions">
        {status !== 'declined' && training_ids.length === 0 && (
          <LinkButton kind="primary" href={`/desk/prevention/trainings/new?request=${request_id}`}>
            {t('prevention.plan')}
          </LinkButton>
        )}
        {training_ids.map((training_id) => (
          <LinkButton key={training_id} href={`/desk/prevention/trainings/${training_id}`}>
            {t('prevention.request.open_training')}
          </LinkButton>
        ))}
        <Button kind="quiet" icon="note" onPress={() => setWriting(true)}>
          {t('prevention.request.write')}
        </Button>
      </div>
      {writing && <WriteDown of={of} onClose={() => setWriting(false)} />}
    </Section>
  )
}

const any = 'any'

function Page({ status, after }: { status: string; after?: string }) {
  const [more, setMore] = useState(false)
  const found = useGet(listRequests, {
    ...(status !== any && { status: status as RequestStatus }),
    ...(after && { after }),
  })
  return (
    <Loaded of={found}>
      {({ requests, next }) => (
        <Stack>
          {requests.length === 0 && !after && (
            <EmptyState icon="prevention" title={t('prevention.requests.empty')}>
              {t('prevention.requests.empty_why')}
            </EmptyState>
          )}
          {requests.map((each) => (
            <Asked key={each.request_id} of={each} />
          ))}
          {next && !more && <Button onPress={() => setMore(true)}>{t('prevention.requests.more')}</Button>}
          {next && more && <Page status={status} after={next} />}
        </Stack>
      )}
    </Loaded>
  )
}

export function Requests() {
  const [status, setStatus] = useState(any)
  return (
    <>
      <PreventionTabs here="requests" />
      <PageHeader
        title={t('prevention.tab.requests')}
        lead={t('prevention.requests.lead', { address: isolate(`${location.origin}/training/ask`) })}
      />
      <Stack>
        <Toolbar>
          <Select
            label={t('prevention.filter.status')}
            width="short"
            options={[
              { id: any, label: t('prevention.filter.any_status') },
              ...choices(requestStatuses, 'prevention.request.status'),
            ]}
            value={status}
            onChange={setStatus}
          />
        </Toolbar>
        <Page key={status} status={status} />
      </Stack>
    </>
  )
}
