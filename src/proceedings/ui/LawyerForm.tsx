// Who stands for her on a matter. A colleague is proposed: the conflict check is made at once, and its answer goes to that
// lawyer and to the coordination.
import { newId } from '#kit/id.ts'
import { Notice, RadioGroup, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { ShortForm } from '#safety/ui/ShortForm.tsx'
import { type LawyerKind, lawyerKinds, type Matter, putLawyer } from '../matter.ts'
import { choices, useMatterForm } from './writing.ts'

interface Props {
  case_id: string
  matter: Matter
  lawyers: { staff_id: string; name: string }[]
  onDone: () => void
}

export function LawyerForm({ case_id, matter, lawyers, onDone }: Props) {
  const { lawyer, matter_id, version } = matter
  const named = lawyer.kind === 'partner' || lawyer.kind === 'outside'
  const form = useMatterForm(
    putLawyer,
    `lawyer ${matter_id}`,
    {
      kind: lawyer.kind === 'none' ? ('colleague' as LawyerKind) : lawyer.kind,
      staff_id: lawyer.staff_id ?? lawyers[0]?.staff_id ?? null,
      name: named ? lawyer.name : '',
      ...{ office: lawyer.office, reach: lawyer.reach, check_id: newId() },
    },
    onDone,
  )
  const { answers, set } = form
  const colleague = answers.kind === 'colleague'
  const outside = answers.kind === 'partner' || answers.kind === 'outside'
  return (
    <ShortForm
      {...form}
      action={t('proceedings.matter.save')}
      onSave={() => form.save({ case_id, matter_id, version, ...answers })}
      onLeave={form.leave}
    >
      <RadioGroup
        label={t('proceedings.lawyer.kind')}
        options={choices(lawyerKinds, 'proceedings.lawyer.kind')}
        value={answers.kind}
        onChange={(kind) => set({ kind: kind as LawyerKind })}
      />
      {colleague && lawyers.length === 0 && <Notice tone="warning">{t('proceedings.lawyer.staff_none')}</Notice>}
      {colleague && lawyers.length > 0 && (
        <>
          <Select
            label={t('proceedings.lawyer.staff')}
            options={lawyers.map(({ staff_id, name }) => ({ id: staff_id, label: name }))}
            value={answers.staff_id ?? ''}
            onChange={(staff_id) => set({ staff_id })}
          />
          <Notice>{t('proceedings.lawyer.check_told')}</Notice>
        </>
      )}
      {outside && (
        <>
          <TextField
            name="name"
            label={t('proceedings.lawyer.name')}
            isRequired
            value={answers.name}
            onChange={(name) => set({ name })}
          />
          <TextField
            label={t('proceedings.lawyer.office')}
            value={answers.office}
            onChange={(office) => set({ office })}
          />
          <TextField label={t('proceedings.lawyer.reach')} value={answers.reach} onChange={(reach) => set({ reach })} />
        </>
      )}
    </ShortForm>
  )
}
