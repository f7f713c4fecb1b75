// Who goes: whoever leads, whoever goes along, people from outside, and an interpreter where one is needed.
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useSession } from '#gate/session.ts'
import { Checkbox, ComboBox, MultiSelect, type Option, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageName, languageOptions } from '#language/ui/names.ts'
import type { Fields } from './appointment-draft.ts'
import type { FieldsProps } from './WhenFields.tsx'

/** What the person speaks first. */
const languagesFor = (spoken: string[]) => [
  ...spoken.map((id) => ({ id, label: languageName(id) })),
  ...languageOptions().filter(({ id }) => !spoken.includes(id)),
]

/** Oneself, and those of the team who open the section it stands in: nobody else may know of it. */
const useTeam = ({ team }: CaseFile, { section, leads, accompanies }: Fields): Option[] => {
  const { actor } = useSession()
  const { nameOf } = useColleagues()
  const open = team.flatMap(({ kind, staff_id, sections }) =>
    kind === 'team' && staff_id && sections.includes(section) ? [staff_id] : [],
  )
  // Whoever was chosen keeps a name, also when the section changes under them.
  return [...new Set([actor.staff_id, ...open, ...leads, ...accompanies])].map((id) => ({ id, label: nameOf(id) }))
}

export function WhoFields({ fields, set, file }: FieldsProps & { file: CaseFile }) {
  const team = useTeam(file, fields)
  return (
    <>
      <MultiSelect
        name="staff"
        label={t('appointments.part.leads')}
        description={t('appointments.part.leads_why')}
        isRequired={fields.accompanies.length === 0}
        options={team}
        value={fields.leads}
        onChange={(leads) => set({ leads })}
      />
      <MultiSelect
        label={t('appointments.part.accompanies')}
        description={t('appointments.part.accompanies_why')}
        options={team.filter(({ id }) => !fields.leads.includes(id))}
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
            options={languagesFor(file.card.languages)}
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
