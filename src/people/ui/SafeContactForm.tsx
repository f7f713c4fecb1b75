// How she may be reached, as she said it: every way with its days, hours and who else sees it. The form only asks; who
// saves it, and what happens when a colleague was faster, is the file's business.
import type { Problem } from '#kit/problem.ts'
import { Button, Checkbox, ComboBox, DateField, Form, FormActions, Notice, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOptions } from '#language/ui/names.ts'
import { Channel, everyDay, type SafeContact, zoneHere } from '../safe-contact.ts'
import { zoneOptions } from './contact-words.ts'
import { WayFields } from './WayFields.tsx'

interface Props {
  value: SafeContact
  onChange: (value: SafeContact) => void
  onSubmit: () => void
  onCancel: () => void
  problem: Problem | null
  busy: boolean
}

/** What holds for every way: what to say and not to say, in which language, where it is which hour, and until when. */
function ForEveryWay({ value, set }: { value: SafeContact; set: (change: Partial<SafeContact>) => void }) {
  return (
    <>
      <TextField
        name="safe_contact.say_who"
        label={t('people.contact.say_who')}
        description={t('people.contact.say_who_why')}
        maxLength={120}
        value={value.say_who}
        onChange={(say_who) => set({ say_who })}
      />
      <TextField
        name="safe_contact.code_word"
        label={t('people.contact.code_word')}
        description={t('people.contact.code_word_why')}
        maxLength={60}
        value={value.code_word}
        onChange={(code_word) => set({ code_word })}
      />
      <TextArea
        name="safe_contact.if_someone_else_answers"
        label={t('people.contact.if_someone_else_answers')}
        maxLength={500}
        rows={2}
        value={value.if_someone_else_answers}
        onChange={(words) => set({ if_someone_else_answers: words })}
      />
      <Checkbox isSelected={value.voicemail} onChange={(voicemail) => set({ voicemail })}>
        {t('people.contact.voicemail')}
      </Checkbox>
      <ComboBox
        label={t('people.contact.language')}
        options={languageOptions()}
        value={value.language}
        onChange={(language) => set({ language })}
      />
      <ComboBox
        name="safe_contact.time_zone"
        label={t('people.contact.time_zone')}
        description={t('people.contact.time_zone_why')}
        options={zoneOptions(value.time_zone)}
        value={value.time_zone}
        onChange={(zone) => set({ time_zone: zone ?? zoneHere })}
      />
      <DateField
        label={t('people.contact.ask_again')}
        description={t('people.contact.ask_again_why')}
        value={value.confirm_again_on}
        onChange={(confirm_again_on) => set({ confirm_again_on })}
      />
    </>
  )
}

export function SafeContactForm({ value, onChange, onSubmit, onCancel, problem, busy }: Props) {
  const set = (change: Partial<SafeContact>) => onChange({ ...value, ...change })
  const taken = value.channels.map((each) => each.channel)
  const next = Channel.options.find((each) => !taken.includes(each))
  const add = (channel: Channel) =>
    set({
      channels: [
        ...value.channels,
        { channel, allowed: true, where: '', days: everyDay, from_hour: 10, to_hour: 18, who_else: '' },
      ],
    })
  return (
    <Form problem={problem} onSubmit={onSubmit}>
      <p>{t('people.contact.form_lead')}</p>
      {!value.channels.some(({ allowed }) => allowed) && <Notice tone="warning">{t('people.contact.none')}</Notice>}
      {value.channels.map((way, place) => (
        <WayFields
          key={way.channel}
          way={way}
          place={place}
          taken={taken}
          onChange={(changed) => set({ channels: value.channels.map((each) => (each === way ? changed : each)) })}
          onRemove={() => set({ channels: value.channels.filter((each) => each !== way) })}
        />
      ))}
      {next && (
        <Button icon="add" onPress={() => add(next)}>
          {t('people.contact.add_way')}
        </Button>
      )}
      {value.channels.some(({ allowed }) => allowed) && <ForEveryWay value={value} set={set} />}
      <FormActions>
        <Button type="submit" kind="primary" busy={busy}>
          {t('people.contact.save')}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
