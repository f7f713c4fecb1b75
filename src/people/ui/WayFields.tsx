// One way to reach the person: which, where, on which days and hours, and who else sees it; or a spoken no.
import { Button, Checkbox, CheckboxGroup, Section, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Channel, everyDay, type Way } from '../safe-contact.ts'
import { weekdayName } from './contact-words.ts'

const hours = Array.from({ length: 25 }, (_, hour) => ({ id: String(hour), label: `${hour}:00` }))

interface Props {
  way: Way
  place: number
  taken: Channel[]
  onChange: (way: Way) => void
  onRemove: () => void
}

export function WayFields({ way, place, taken, onChange, onRemove }: Props) {
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
      <Checkbox isSelected={!way.allowed} onChange={(no) => set({ allowed: !no })}>
        {t('people.contact.never_this_way')}
      </Checkbox>
      {way.allowed && (
        <>
          <TextField
            name={`${at}.where`}
            label={t('people.contact.where')}
            maxLength={200}
            value={way.where}
            onChange={(where) => set({ where })}
          />
          <CheckboxGroup
            label={t('people.contact.days')}
            options={everyDay.map((each) => ({ id: String(each), label: weekdayName(each) }))}
            value={way.days.map(String)}
            onChange={(days) => set({ days: days.map(Number).sort() })}
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
        </>
      )}
    </Section>
  )
}
