// Writing down someone around the person. Who they are and whether they are safe comes first; the rest waits until
// someone needs it.
import { type ReactNode, useId, useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { choose, currentOf, differing } from '#kit/ui/conflict.ts'
import {
  Button,
  Checkbox,
  ComboBox,
  ConflictDialog,
  Form,
  FormActions,
  Notice,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { countryOptions } from '#language/ui/names.ts'
import { readTimeline } from '#timeline/timeline.ts'
import {
  listRelated,
  MayContact,
  type Related,
  type RelatedGroup,
  type RelatedPerson,
  Safe,
  writeRelated,
  YesNo,
} from '../related.ts'
import { NeedsFields } from './NeedsFields.tsx'
import { nobodyYet, relatedFields, relatedLabel, relatedWords, rolesOf } from './related-words.ts'

interface FieldsProps {
  person: RelatedPerson
  set: (change: Partial<RelatedPerson>) => void
}

/** More questions of one kind, out of the way until they are wanted. */
function More({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <div className="more">
      <Button
        small
        kind="quiet"
        icon={isOpen ? 'up' : 'down'}
        aria-expanded={isOpen}
        aria-controls={id}
        onPress={() => setOpen(!isOpen)}
      >
        {title}
      </Button>
      <div id={id} className="more-inside" hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  )
}

function Who({ person, set }: FieldsProps) {
  const isApart = person.group === 'apart'
  return (
    <>
      <div className="form-row">
        <Select
          name="person.role"
          label={relatedLabel('role')}
          options={rolesOf(person.group).map((id) => ({ id, label: t(`person.role.${id}`) }))}
          value={person.role}
          onChange={(role) => set({ role: String(role) })}
        />
        <TextField
          name="person.name"
          label={relatedLabel('name')}
          description={t(isApart ? 'person.name_apart_why' : 'person.name_why')}
          maxLength={120}
          value={person.name}
          onChange={(name) => set({ name })}
        />
      </div>
      {!isApart && (
        <RadioGroup
          label={relatedLabel('safe')}
          description={t('person.safe_why')}
          inline
          options={Safe.options.map((id) => ({ id, label: t(`person.safe.${id}`) }))}
          value={person.safe}
          onChange={(safe) => set({ safe: safe as Safe })}
        />
      )}
    </>
  )
}

function Why({ person, set }: FieldsProps) {
  return (
    <TextArea
      label={relatedLabel('why')}
      description={t('person.why_why')}
      rows={2}
      maxLength={500}
      value={person.why}
      onChange={(why) => set({ why })}
    />
  )
}

const yesNo = (name: 'lives_with' | 'knows' | 'may_be_told', { person, set }: FieldsProps) => (
  <RadioGroup
    label={relatedLabel(name)}
    inline
    options={YesNo.options.map((id) => ({ id, label: t(`person.yes_no.${id}`) }))}
    value={person[name]}
    onChange={(answer) => set({ [name]: answer as YesNo })}
  />
)

function Where(props: FieldsProps) {
  const { person, set } = props
  return (
    <>
      {person.group !== 'apart' && yesNo('lives_with', props)}
      <div className="form-row">
        <ComboBox
          label={relatedLabel('country')}
          options={countryOptions()}
          value={person.country}
          onChange={(country) => set({ country })}
        />
        <TextField
          label={relatedLabel('place')}
          description={t('person.place_why')}
          maxLength={80}
          value={person.place}
          onChange={(place) => set({ place })}
        />
      </div>
    </>
  )
}

function Reach(props: FieldsProps) {
  const { person, set } = props
  return (
    <>
      {yesNo('knows', props)}
      {yesNo('may_be_told', props)}
      <RadioGroup
        label={relatedLabel('may_contact')}
        description={t('person.may_contact_why')}
        options={MayContact.options.map((id) => ({ id, label: t(`person.may_contact.${id}`) }))}
        value={person.may_contact}
        onChange={(answer) => set({ may_contact: answer as MayContact })}
      />
      {(person.may_contact === 'yes' || person.may_contact === 'with_the_person') && (
        <TextField
          label={relatedLabel('contact')}
          maxLength={200}
          value={person.contact}
          onChange={(contact) => set({ contact })}
        />
      )}
    </>
  )
}

function About({ person, set }: FieldsProps) {
  return (
    <TextArea
      label={relatedLabel('about')}
      description={t(person.group === 'apart' ? 'person.about_apart_why' : 'person.about_why')}
      rows={3}
      maxLength={1000}
      value={person.about}
      onChange={(about) => set({ about })}
    />
  )
}

interface Props {
  case_id: string
  group: RelatedGroup
  /** Absent: someone new. */
  related?: Related | undefined
  /** Only with the section safety open is the why read and written. */
  withWhy: boolean
  onDone: () => void
}

export function RelatedForm({ case_id, group, related, withWhy, onDone }: Props) {
  const [draft, setDraft, clear, returned] = useDraft(`related ${case_id} ${related?.related_id ?? group}`, {
    related_id: related?.related_id ?? newId(),
    version: related?.version ?? 0,
    person: related?.person ?? nobodyYet(group),
  })
  const write = useWrite(writeRelated, { invalidates: [listRelated, readTimeline] })
  const { person } = draft
  const set = (change: Partial<RelatedPerson>) => setDraft({ ...draft, person: { ...person, ...change } })
  const leave = () => {
    clear()
    onDone()
  }
  const save = (answers: typeof draft) =>
    write.mutate(
      { case_id, ...answers },
      {
        onSuccess: () => {
          toast(t('person.saved'))
          leave()
        },
      },
    )
  const current = currentOf<Related>(write.error)
  const fields = { person, set }
  const isApart = person.group === 'apart'
  return (
    <>
      <Form problem={current ? null : write.error} onSubmit={() => save(draft)}>
        {returned && <Notice>{t('cases.draft_returned')}</Notice>}
        <Who {...fields} />
        {withWhy && !isApart && <Why {...fields} />}
        {isApart && <About {...fields} />}
        {person.group === 'dependant' && <NeedsFields needs={person.needs} onChange={(needs) => set({ needs })} />}
        <More title={t('person.more.where')}>
          <Where {...fields} />
        </More>
        {!isApart && (
          <More title={t('person.more.reach')}>
            <Reach {...fields} />
          </More>
        )}
        {!isApart && (
          <More title={t('person.more.about')}>
            <About {...fields} />
          </More>
        )}
        {related && (
          <Checkbox isSelected={person.past} onChange={(past) => set({ past })}>
            {relatedLabel('past')}
            <small>{t('person.past_why')}</small>
          </Checkbox>
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={write.isPending}>
            {t('person.save')}
          </Button>
          <Button kind="quiet" onPress={leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
      {current && (
        <ConflictDialog
          isOpen
          fields={differing(
            relatedFields.map((name) => ({
              name,
              label: relatedLabel(name),
              mine: relatedWords(person, name),
              theirs: relatedWords(current.person, name),
            })),
          )}
          onClose={() => write.reset()}
          onResolve={(choice) => {
            const next = { ...draft, version: current.version, person: choose(person, current.person, choice) }
            setDraft(next)
            save(next)
          }}
        />
      )}
    </>
  )
}
