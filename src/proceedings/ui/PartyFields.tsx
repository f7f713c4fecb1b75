// Who is in a matter, and on which side: what a conflict check is held against.
import { Button, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type Party, partySides } from '../matter.ts'
import { choices } from './writing.ts'

interface Props {
  parties: Party[]
  onChange: (parties: Party[]) => void
}

const empty: Party = { name: '', side: 'adverse', role: '', birth_year: null }
const yearOf = (text: string): number | null => (/^(19|20)\d\d$/.test(text.trim()) ? Number(text.trim()) : null)

export function PartyFields({ parties, onChange }: Props) {
  const set = (at: number, change: Partial<Party>) =>
    onChange(parties.map((party, index) => (index === at ? { ...party, ...change } : party)))
  return (
    <fieldset className="matter-set">
      <legend>{t('proceedings.parties')}</legend>
      <p className="proceedings-quiet">{t('proceedings.party.name_why')}</p>
      {parties.map((party, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parties have no name of their own before they are written
        <div key={index} className="matter-party">
          <TextField
            name={`parties.${index}.name`}
            label={t('proceedings.party.name')}
            isRequired
            value={party.name}
            onChange={(name) => set(index, { name })}
          />
          <Select
            label={t('proceedings.party.side')}
            options={choices(partySides, 'proceedings.party.side')}
            value={party.side}
            onChange={(side) => set(index, { side: side as Party['side'] })}
          />
          <TextField label={t('proceedings.party.role')} value={party.role} onChange={(role) => set(index, { role })} />
          <TextField
            label={t('proceedings.party.birth_year')}
            ltr
            width="short"
            value={party.birth_year === null ? '' : String(party.birth_year)}
            onChange={(text) => set(index, { birth_year: yearOf(text) })}
          />
          <Button
            small
            kind="quiet"
            icon="close"
            aria-label={t('proceedings.party.remove', { name: party.name })}
            onPress={() => onChange(parties.filter((_, each) => each !== index))}
          />
        </div>
      ))}
      <div>
        <Button small icon="add" onPress={() => onChange([...parties, empty])}>
          {t('proceedings.party.add')}
        </Button>
      </div>
    </fieldset>
  )
}
