// In the form of an interpreter: who they are and how they are reached, and the communities they belong to.
import { MaybeNumber } from '#directory/ui/form-fields.tsx'
import { Rows } from '#directory/ui/Rows.tsx'
import {
  Checkbox,
  CheckboxGroup,
  ComboBox,
  Notice,
  RadioGroup,
  Section,
  Select,
  TextArea,
  TextField,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { countryOptions, languageOptions, provinceOptions } from '#language/ui/names.ts'
import {
  type Community,
  type InterpreterGender,
  type InterpreterKind,
  interpreterGenders,
  interpreterKinds,
  interpretingModes,
} from '../interpreter.ts'
import type { PartProps } from './InterpreterForm.tsx'
import { choices } from './interpreter-words.ts'
import '#directory/ui/directory.css'

export function WhoPart({ of, set }: PartProps) {
  const { details } = of
  const say = (change: Partial<typeof details>) => set({ details: { ...details, ...change } })
  const [name = '', ...others] = details.names
  return (
    <Section title={t('interpreting.part.who')}>
      <TextField
        name="details.names.0"
        label={t('interpreting.name')}
        isRequired
        maxLength={120}
        value={name}
        onChange={(typed) => say({ names: [typed, ...others] })}
      />
      <TextField
        name="details.names.1"
        label={t('interpreting.other_names')}
        description={t('interpreting.other_names_why')}
        maxLength={120}
        value={others[0] ?? ''}
        onChange={(typed) => say({ names: [name, typed, ...others.slice(1)] })}
      />
      <RadioGroup
        name="kind"
        label={t('interpreting.kind')}
        inline
        options={choices(interpreterKinds, 'interpreting.kind')}
        value={of.kind}
        onChange={(kind) => set({ kind: kind as InterpreterKind })}
      />
      {of.kind === 'agency' && (
        <TextField
          name="details.agency"
          label={t('interpreting.agency')}
          maxLength={120}
          value={details.agency}
          onChange={(agency) => say({ agency })}
        />
      )}
      <div className="side-by-side">
        <Select
          name="gender"
          label={t('interpreting.gender')}
          options={choices(interpreterGenders, 'interpreting.gender')}
          value={of.gender}
          onChange={(gender) => set({ gender: gender as InterpreterGender })}
        />
        <MaybeNumber
          name="details.birth_year"
          label={t('interpreting.birth_year')}
          value={details.birth_year}
          onChange={(birth_year) => say({ birth_year })}
        />
      </div>
      <p className="interpreting-quiet">{t('interpreting.birth_year_why')}</p>
      <div className="side-by-side">
        <TextField
          name="details.phone"
          label={t('interpreting.phone')}
          type="tel"
          ltr
          maxLength={40}
          value={details.phone}
          onChange={(phone) => say({ phone })}
        />
        <TextField
          name="details.email"
          label={t('interpreting.email')}
          type="email"
          ltr
          maxLength={120}
          value={details.email}
          onChange={(email) => say({ email })}
        />
      </div>
      <ComboBox
        name="province"
        label={t('interpreting.province')}
        options={provinceOptions()}
        value={of.province}
        onChange={(province) => set({ province })}
      />
      <CheckboxGroup
        name="modes"
        label={t('interpreting.mode')}
        inline
        isRequired
        options={choices(interpretingModes, 'interpreting.mode')}
        value={of.modes}
        onChange={(modes) => set({ modes: interpretingModes.filter((mode) => modes.includes(mode)) })}
      />
      <Checkbox isSelected={of.emergency} onChange={(emergency) => set({ emergency })}>
        {t('interpreting.emergency')}
        <small>{t('interpreting.emergency_why')}</small>
      </Checkbox>
      <TextArea
        name="details.notes"
        label={t('interpreting.notes')}
        description={t('interpreting.notes_why')}
        rows={3}
        maxLength={2000}
        value={details.notes}
        onChange={(notes) => say({ notes })}
      />
    </Section>
  )
}

export const noCommunity: Community = { country: null, region: '', language: null, group: '', worship: '' }

/** Where news of a person would travel: the same questions of interpreters and of her. */
export function CommunityFields({ of, set, at }: CommunityProps) {
  const line = (field: 'region' | 'group' | 'worship') => (
    <TextField
      name={`${at}.${field}`}
      label={t(`interpreting.community.${field}`)}
      maxLength={80}
      value={of[field]}
      onChange={(typed) => set({ [field]: typed })}
    />
  )
  return (
    <div className="side-by-side">
      <ComboBox
        name={`${at}.country`}
        label={t('interpreting.community.country')}
        options={countryOptions()}
        value={of.country}
        onChange={(country) => set({ country })}
      />
      {line('region')}
      {line('group')}
      {line('worship')}
      <ComboBox
        name={`${at}.language`}
        label={t('interpreting.community.language')}
        options={languageOptions()}
        value={of.language}
        onChange={(language) => set({ language })}
      />
    </div>
  )
}
interface CommunityProps {
  of: Community
  set: (change: Partial<Community>) => void
  /** Where in the form it stands. */
  at: string
}

export function CommunitiesPart({ of, set }: PartProps) {
  const { details } = of
  return (
    <Section title={t('interpreting.communities')} lead={t('interpreting.communities_why')}>
      <Notice>{t('interpreting.communities_who_reads')}</Notice>
      <Rows
        label={t('interpreting.community')}
        add={t('interpreting.add_community')}
        items={details.communities}
        empty={() => noCommunity}
        onChange={(communities) => set({ details: { ...details, communities: communities.slice(0, 8) } })}
      >
        {(community, change, place) => (
          <CommunityFields of={community} set={change} at={`details.communities.${place}`} />
        )}
      </Rows>
    </Section>
  )
}
