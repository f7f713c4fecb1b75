// Who goes: whoever leads, whoever goes along, people from outside, and an interpreter where one is needed.
import { Checkbox, ComboBox, MultiSelect, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageName, languageOptions } from '#people/ui/names.ts'
import { useChoice } from '#team/ui/who.ts'
import type { FieldsProps } from './WhenFields.tsx'

/** What the person speaks first. */
const languagesFor = (spoken: string[]) => [
  ...spoken.map((id) => ({ id, label: languageName(id) })),
  ...languageOptions().filter(({ id }) => !spoken.includes(id)),
]

export function WhoFields({ fields, set, languages }: FieldsProps & { languages: string[] }) {
  const { anyone } = useChoice()
  return (
    <>
      <MultiSelect
        name="staff"
        label={t('appointments.part.leads')}
        isRequired={fields.accompanies.length === 0}
        options={anyone}
        value={fields.leads}
        onChange={(leads) => set({ leads })}
      />
      <MultiSelect
        label={t('appointments.part.accompanies')}
        description={t('appointments.part.accompanies_why')}
        options={anyone.filter(({ id }) => !fields.leads.includes(id))}
        value={fields.accompanies}
        onChange={(accompanies) => set({ accompanies })}
      />
      <TextArea
        name="with"
        label={t('appointments.field.with')}
        description={t('appointments.field.with_why')}
        rows={2}
        value={fields.with}
        onChange={(others) => set({ with: others })}
      />
      <Checkbox isSelected={fields.interpreter} onChange={(interpreter) => set({ interpreter })}>
        {t('appointments.field.interpreter')}
      </Checkbox>
      {fields.interpreter && (
        <div className="appointment-row">
          <ComboBox
            name="interpreter_language"
            label={t('appointments.field.language')}
            isRequired
            options={languagesFor(languages)}
            value={fields.language}
            onChange={(language) => set({ language })}
          />
          <TextField
            name="interpreter_dialect"
            label={t('appointments.field.dialect')}
            description={t('appointments.field.dialect_why')}
            value={fields.dialect}
            onChange={(dialect) => set({ dialect })}
          />
        </div>
      )}
    </>
  )
}
