// How she may be reached, as she said it: every way with its hours and who else sees it. The form only asks; who saves
// it, and what happens when a colleague was faster, is the file's business.
import type { Problem } from '#kit/problem.ts'
import {
  Button,
  Checkbox,
  ComboBox,
  DateField,
  Form,
  FormActions,
  Notice,
  Section,
  Select,
  TextArea,
  TextField,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Channel, everyDay, type SafeContact } from '../safe-contact.ts'
import { languageOptions } from './names.ts'

type Way = SafeContact['channels'][number]

const hours = Array.from({ length: 25 }, (_, hour) => ({ id: String(hour), label: `${hour}:00` }))

interface WayProps {
  way: Way
  place: number
  taken: Channel[]
  onChange: (way: Way) => void
  onRemove: () => void
}

function WayFields({ way, place, taken, onChange, onRemove }: WayProps) {
  const set = (change: Partial<Way>) => onChange({ ...way, ...change })
  const free = Channel.options.filter((each) => each === way.channel || !taken.includes(each))
  const at = `safe_contact.channels.${place}`
  return (
    <Section
      title={t(`people.channel.${way.channel}`)}
      actions={
        <Button small kind="quiet" icon="close" onPress={onRemove}>
          {t('people.contact.remove_way')}
        </Button>
      }
    >
      <Select
        label={t('people.contact.way')}
        options={free.map((id) => ({ id, label: t(`people.channel.${id}`) }))}
        value={way.channel}
        onChange={(channel) => set({ channel: channel as Channel })}
      />
      <TextField
        name={`${at}.where`}
        label={t('people.contact.where')}
        maxLength={200}
        value={way.where}
        onChange={(where) => set({ where })}
      />
      <Select
        label={t('people.contact.from_hour')}
        width="short"
        options={hours.slice(0, 24)}
        value={String(way.from_hour)}
        onChange={(hour) => set({ from_hour: Number(hour) })}
      />
      <Select
        label={t('people.contact.to_hour')}
        description={t('people.contact.to_hour_why')}
        width="short"
        options={hours}
        value={String(way.to_hour)}
        onChange={(hour) => set({ to_hour: Number(hour) })}
      />
      <TextField
        name={`${at}.who_else`}
        label={t('people.contact.who_else')}
        description={t('people.contact.who_else_why')}
        maxLength={300}
        value={way.who_else}
        onChange={(who_else) => set({ who_else })}
      />
    </Section>
  )
}

interface Props {
  value: SafeContact
  onChange: (value: SafeContact) => void
  onSubmit: () => void
  onCancel: () => void
  problem: Problem | null
  busy: boolean
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
      {value.channels.length === 0 && <Notice tone="warning">{t('people.contact.none')}</Notice>}
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
      {value.channels.length > 0 && (
        <>
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
          <DateField
            label={t('people.contact.ask_again')}
            description={t('people.contact.ask_again_why')}
            value={value.confirm_again_on}
            onChange={(confirm_again_on) => set({ confirm_again_on })}
          />
        </>
      )}
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
