// The questions of the legal identity, one group at a time. Every one of them may be skipped.
import { Checkbox, ComboBox, DateField, MultiSelect, RadioGroup, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { countryOptions, languageName, languageOptions } from '#language/ui/names.ts'
import { BirthCertainty, type Identity, LanguageLevel, Literacy, NameKind, Statelessness } from '../identity.ts'
import { scriptOf } from '../script.rules.ts'
import { AgeFields } from './AgeFields.tsx'
import { readYear } from './CardFields.tsx'
import { EditList } from './EditList.tsx'
import type { IdentityGroup } from './identity-words.ts'

export interface FieldsProps {
  value: Identity
  onChange: (change: Partial<Identity>) => void
  today: string
}

const options = <Code extends string>(codes: readonly Code[], say: (code: Code) => string) =>
  codes.map((id) => ({ id, label: say(id) }))

function NameFields({ value, onChange }: FieldsProps) {
  return (
    <EditList
      items={value.names}
      max={12}
      titleOf={({ text }) => text || t('person.names.new')}
      add={t('person.names.add')}
      fresh={() => ({ text: '', kind: value.names.length === 0 ? 'legal' : 'used', latin: '' }) as const}
      onChange={(names) => onChange({ names })}
    >
      {(name, set, place) => (
        <>
          <TextField
            name={`identity.names.${place}.text`}
            label={t('person.names.text')}
            description={t('person.names.text_why')}
            isRequired
            maxLength={120}
            value={name.text}
            onChange={(text) => set({ text })}
          />
          <Select
            label={t('person.names.kind')}
            width="short"
            options={NameKind.options.map((id) => ({
              id,
              label: t(`person.name.${id}`),
              description: t(`person.name_why.${id}`),
            }))}
            value={name.kind}
            onChange={(kind) => set({ kind: kind as NameKind })}
          />
          {name.text && scriptOf(name.text) !== 'Latn' && (
            <TextField
              label={t('person.names.latin')}
              description={t('person.names.latin_why')}
              maxLength={160}
              value={name.latin}
              onChange={(latin) => set({ latin })}
            />
          )}
        </>
      )}
    </EditList>
  )
}

function AddressFields({ value, onChange }: FieldsProps) {
  return (
    <>
      <TextField
        label={t('person.identity.gender_words')}
        description={t('person.gender_words_why')}
        maxLength={120}
        value={value.gender_words}
        onChange={(gender_words) => onChange({ gender_words })}
      />
      <TextField
        label={t('person.identity.address_as')}
        description={t('person.address_as_why')}
        maxLength={120}
        value={value.address_as}
        onChange={(address_as) => onChange({ address_as })}
      />
    </>
  )
}

function BirthFields({ value, onChange, today }: FieldsProps) {
  const { birth } = value
  const set = (change: Partial<Identity['birth']>) => onChange({ birth: { ...birth, ...change } })
  const year = (name: 'from_year' | 'to_year') => (
    <TextField
      name={`identity.birth.${name}`}
      label={t(`person.birth.${name}`)}
      {...(name === 'to_year' && { description: t('person.birth.to_year_why') })}
      width="short"
      ltr
      inputMode="numeric"
      maxLength={4}
      value={birth[name] === null ? '' : String(birth[name])}
      onChange={(typed) => set({ [name]: readYear(typed) })}
    />
  )
  return (
    <>
      <RadioGroup
        label={t('person.birth.certainty')}
        inline
        options={options(BirthCertainty.options, (code) => t(`person.certainty.${code}`))}
        value={birth.certainty}
        onChange={(certainty) => set({ certainty: certainty as BirthCertainty })}
      />
      <DateField
        name="identity.birth.date"
        label={t('person.birth.date')}
        description={t('person.birth.date_why')}
        max={today}
        value={birth.date}
        onChange={(date) => set({ date })}
      />
      {!birth.date && (
        <div className="form-row">
          {year('from_year')}
          {year('to_year')}
        </div>
      )}
      <TextField
        label={t('person.birth.place')}
        maxLength={120}
        value={birth.place}
        onChange={(place) => set({ place })}
      />
      <ComboBox
        label={t('person.birth.country')}
        options={countryOptions()}
        value={birth.country}
        onChange={(country) => set({ country })}
      />
    </>
  )
}

function BelongingFields({ value, onChange }: FieldsProps) {
  return (
    <>
      <MultiSelect
        name="identity.nationalities"
        label={t('person.identity.nationalities')}
        options={countryOptions()}
        value={value.nationalities}
        onChange={(nationalities) => onChange({ nationalities: nationalities.slice(0, 6) })}
      />
      <RadioGroup
        label={t('person.identity.statelessness')}
        description={t('person.statelessness_why')}
        options={options(Statelessness.options, (code) => t(`person.stateless.${code}`))}
        value={value.statelessness}
        onChange={(code) => onChange({ statelessness: code as Identity['statelessness'] })}
      />
    </>
  )
}

function LanguageFields({ value, onChange }: FieldsProps) {
  const literacy = (code: Literacy) => t(`person.literacy.${code}`)
  return (
    <>
      <EditList
        items={value.languages}
        max={12}
        titleOf={({ language, dialect }) =>
          dialect ? `${languageName(language)} (${dialect})` : languageName(language)
        }
        add={t('person.languages.add')}
        fresh={() =>
          ({ language: 'en', level: 'gets_by', dialect: '', reads: 'not_known', writes: 'not_known' }) as const
        }
        onChange={(languages) => onChange({ languages })}
      >
        {(spoken, set) => (
          <>
            <div className="form-row">
              <ComboBox
                label={t('person.languages.language')}
                options={languageOptions()}
                value={spoken.language}
                onChange={(language) => language && set({ language })}
              />
              <Select
                label={t('person.languages.level')}
                options={options(LanguageLevel.options, (code) => t(`person.level.${code}`))}
                value={spoken.level}
                onChange={(level) => set({ level: level as typeof spoken.level })}
              />
            </div>
            <TextField
              label={t('person.languages.dialect')}
              description={t('person.languages.dialect_why')}
              maxLength={60}
              value={spoken.dialect}
              onChange={(dialect) => set({ dialect })}
            />
            <div className="form-row">
              {(['reads', 'writes'] as const).map((name) => (
                <Select
                  key={name}
                  label={t(`person.languages.${name}`)}
                  options={options(Literacy.options, literacy)}
                  value={spoken[name]}
                  onChange={(code) => set({ [name]: code as Literacy })}
                />
              ))}
            </div>
          </>
        )}
      </EditList>
      <RadioGroup
        label={t('person.identity.literacy')}
        description={t('person.literacy_why')}
        inline
        options={options(Literacy.options, literacy)}
        value={value.literacy}
        onChange={(code) => onChange({ literacy: code as Literacy })}
      />
    </>
  )
}

function CustomsFields({ value, onChange }: FieldsProps) {
  return (
    <>
      <Checkbox isSelected={value.customs !== null} onChange={(on) => onChange({ customs: on ? '' : null })}>
        {t('person.customs_wanted')}
        <small>{t('person.customs_why')}</small>
      </Checkbox>
      {value.customs !== null && (
        <TextArea
          name="identity.customs"
          label={t('person.identity.customs')}
          isRequired
          rows={3}
          maxLength={500}
          value={value.customs}
          onChange={(customs) => onChange({ customs })}
        />
      )}
    </>
  )
}

export const identityFields: Record<IdentityGroup, (props: FieldsProps) => React.ReactNode> = {
  names: NameFields,
  address: AddressFields,
  birth: BirthFields,
  belonging: BelongingFields,
  languages: LanguageFields,
  customs: CustomsFields,
  age: AgeFields,
}
