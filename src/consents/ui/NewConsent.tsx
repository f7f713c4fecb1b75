// Recording a consent as she gave it: to whom, what, what for, until when; and, before it is saved, in plain words what
// will be shared, so that it can be read out to her once more.
import { useState } from 'react'
import { sections as allSections, type Section as FileSection } from '#access/access.ts'
import { type CaseFile, openFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  ComboBox,
  DateField,
  Form,
  FormActions,
  Name,
  Notice,
  RadioGroup,
  Section,
  Select,
  toast,
} from '#kit/ui/index.ts'
import { day, isolate, list, t } from '#language/here.ts'
import { languageOptions } from '#language/ui/names.ts'
import { listPartners } from '#organisations/organisation.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { longestConsent } from '../consent.rules.ts'
import { type Consent, ConsentPurpose, listConsents, recordConsent } from '../consent.ts'

const usualDays = 30

const firstAnswers = (file: CaseFile, today: string) => ({
  consent_id: newId(),
  recipient_organisation_id: null as string | null,
  sections: ['identity'] as FileSection[],
  for_good: [] as FileSection[],
  purpose: 'shelter' as Consent['purpose'],
  given_by: (file.presumed_minor ? 'minor_with_guardian' : 'person') as Consent['given_by'],
  how: 'spoken' as Consent['how'],
  language: file.card.languages[0] ?? null,
  with_interpreter: file.card.interpreter_needed,
  starts_on: today,
  ends_on: addDays(today, usualDays),
})
type Answers = ReturnType<typeof firstAnswers>

interface PreviewProps {
  file: CaseFile
  answers: Answers
  recipient: string
  /** Somebody outside reads no card, only what is written for them. */
  outside: boolean
}

function Preview({ file, answers, recipient, outside }: PreviewProps) {
  const names = (wanted: (section: FileSection) => boolean) =>
    list(allSections.filter(wanted).map((each) => t(`access.section.${each}`)))
  const hidden = names((each) => !answers.sections.includes(each))
  return (
    <Notice>
      <strong>{t('consents.preview')}</strong>
      <p>
        {t('consents.preview_shared', {
          recipient: isolate(recipient),
          alias: isolate(file.card.alias),
          sections: names((each) => answers.sections.includes(each)),
          purpose: t(`consents.purpose.${answers.purpose}`),
          from: day(answers.starts_on, 'long'),
          until: day(answers.ends_on, 'long'),
        })}
      </p>
      {answers.for_good.length > 0 && (
        <p>
          {t('consents.preview_for_good', {
            recipient: isolate(recipient),
            sections: names((each) => answers.for_good.includes(each)),
          })}
        </p>
      )}
      <p>{t(outside ? 'links.outside.preview_consent' : 'consents.preview_card')}</p>
      {hidden && <p>{t('consents.preview_hidden', { sections: hidden })}</p>}
      <p>{t('consents.preview_withdraw')}</p>
    </Notice>
  )
}

interface Props {
  file: CaseFile
  today: string
  onDone: () => void
  /** A service without an account here, instead of a partner. */
  outside?: { service_id: string; name: string }
}

export function NewConsent({ file, today, onDone, outside }: Props) {
  const partners = useGet(listPartners, {}).data?.partners ?? []
  const [answers, setAnswers] = useState(() => firstAnswers(file, today))
  const set = (change: Partial<Answers>) => setAnswers({ ...answers, ...change })
  const record = useWrite(recordConsent, { invalidates: [listConsents, openFile, readTimeline] })
  const partner = partners.find((each) => each.organisation_id === answers.recipient_organisation_id)
  const recipient = outside ?? partner
  const save = () => {
    const { recipient_organisation_id, language, ...rest } = answers
    const whom = outside ? { outside } : { recipient_organisation_id }
    if (!recipient || !language) return
    record.mutate(
      { case_id: file.case_id, ...whom, language, ...rest },
      {
        onSuccess: () => {
          toast(t('consents.recorded'))
          onDone()
        },
      },
    )
  }
  const choices = (ids: readonly string[], prefix: string) => ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))
  return (
    <Section title={t('consents.new')} lead={t('consents.new_lead')}>
      <Form problem={record.error} onSubmit={save}>
        {outside ? (
          <p>
            {t('consents.recipient')}: <Name>{outside.name}</Name>
          </p>
        ) : (
          <ComboBox
            name="recipient_organisation_id"
            label={t('consents.recipient')}
            isRequired
            options={partners.map(({ organisation_id, name }) => ({ id: organisation_id, label: name }))}
            value={answers.recipient_organisation_id}
            onChange={(id) => set({ recipient_organisation_id: id, for_good: [] })}
          />
        )}
        <Select
          label={t('consents.purpose')}
          options={choices(ConsentPurpose.options, 'consents.purpose')}
          value={answers.purpose}
          onChange={(purpose) => set({ purpose: purpose as Consent['purpose'] })}
        />
        <CheckboxGroup
          name="sections"
          label={t('consents.sections')}
          description={t('consents.sections_why')}
          isRequired
          options={choices(allSections, 'access.section')}
          value={answers.sections}
          onChange={(sections) =>
            set({
              sections: sections as FileSection[],
              for_good: answers.for_good.filter((each) => sections.includes(each)),
            })
          }
        />
        {!outside && partner?.leads_files && (
          <CheckboxGroup
            name="for_good"
            label={t('consents.for_good')}
            description={t('consents.for_good_why')}
            options={choices(
              allSections.filter((each) => answers.sections.includes(each)),
              'access.section',
            )}
            value={answers.for_good}
            onChange={(for_good) => set({ for_good: for_good as FileSection[] })}
          />
        )}
        <RadioGroup
          label={t('consents.given_by')}
          {...(file.presumed_minor && { description: t('consents.minor_hint') })}
          options={choices(
            ['person', 'minor_with_guardian', 'guardian', 'court'].filter(
              (id) => id !== 'person' || !file.presumed_minor,
            ),
            'consents.given_by',
          )}
          value={answers.given_by}
          onChange={(id) => set({ given_by: id as Consent['given_by'] })}
        />
        <RadioGroup
          label={t('consents.how')}
          inline
          options={choices(['spoken', 'written', 'signed'], 'consents.how')}
          value={answers.how}
          onChange={(id) => set({ how: id as Consent['how'] })}
        />
        <ComboBox
          name="language"
          label={t('consents.language')}
          description={t('consents.language_why')}
          isRequired
          options={languageOptions()}
          value={answers.language}
          onChange={(language) => set({ language })}
        />
        <Checkbox isSelected={answers.with_interpreter} onChange={(on) => set({ with_interpreter: on })}>
          {t('consents.with_interpreter')}
        </Checkbox>
        <DateField
          name="starts_on"
          label={t('consents.starts_on')}
          isRequired
          value={answers.starts_on}
          onChange={(starts_on) => starts_on && set({ starts_on })}
        />
        <DateField
          name="ends_on"
          label={t('consents.ends_on')}
          description={t('consents.ends_on_why', { days: longestConsent })}
          isRequired
          min={addDays(answers.starts_on, 1)}
          max={addDays(answers.starts_on, longestConsent)}
          value={answers.ends_on}
          onChange={(ends_on) => ends_on && set({ ends_on })}
        />
        {recipient && answers.sections.length > 0 && (
          <Preview file={file} answers={answers} recipient={recipient.name} outside={outside !== undefined} />
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={record.isPending}>
            {t('consents.save')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
