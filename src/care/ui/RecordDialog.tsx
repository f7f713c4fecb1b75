// Writing down or changing something of the person's health, and what it said before.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useGet } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, Loaded, Name, Notice, RadioGroup, TextArea, Timeline } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { type HealthRecord, keepRecord, type RecordKind, readRecordVersions } from '../record.ts'
import { CareForm } from './CareForm.tsx'
import { medicationLine, type SideProps } from './care-words.ts'
import {
  AllergyFields,
  ConditionFields,
  MedicationFields,
  PregnancyFields,
  VaccinationFields,
} from './RecordFields.tsx'
import { draftOf, type RecordDraft, recordOf } from './record-draft.ts'
import { recordSaid } from './record-said.ts'
import { choices, useCareForm } from './writing.ts'

const fieldsOf = {
  medication: MedicationFields,
  allergy: AllergyFields,
  vaccination: VaccinationFields,
  condition: ConditionFields,
  pregnancy: PregnancyFields,
}

function Before({ case_id, record }: { case_id: string; record: HealthRecord }) {
  const { nameOf } = useColleagues()
  const found = useGet(readRecordVersions, { case_id, record_id: record.record_id })
  return (
    <Loaded of={found}>
      {({ versions }) => (
        <Timeline
          label={t('care.before')}
          entries={versions.toReversed().map(({ version, status, says, written_by, written_at }) => ({
            id: String(version),
            icon: 'note',
            when: day(written_at.slice(0, 10)),
            at: written_at,
            title: medicationLine({ ...record, says }) || t(`care.status.${status}`),
            who: <Name>{nameOf(written_by)}</Name>,
            ...(says.words && { body: says.words }),
          }))}
        />
      )}
    </Loaded>
  )
}

export function RecordDialog({
  file,
  care,
  today,
  kind,
  record,
  onDone,
}: SideProps & { kind: RecordKind; record: HealthRecord | null; onDone: () => void }) {
  const [record_id] = useState(record?.record_id ?? newId)
  const [before, setBefore] = useState(false)
  const name = record ? `record ${record.record_id}` : `new ${kind} of ${file.case_id}`
  const form = useCareForm<typeof keepRecord, RecordDraft, HealthRecord>(
    keepRecord,
    name,
    draftOf(record, file.writes.includes('health') ? 'health' : 'mind'),
    onDone,
    { record, answersOf: (stands) => draftOf(stands, stands.section), said: recordSaid() },
  )
  const { answers: draft, set } = form
  const Fields = fieldsOf[kind]
  const mayWrite = file.writes.includes(draft.section)
  const apart = (kind === 'medication' || kind === 'condition') && !record && file.writes.includes('mind')
  const save = () =>
    form.save(
      (said, version) =>
        ({
          ...{ case_id: file.case_id, record_id, version, section: said.section, status: said.status },
          alert_id: kind === 'allergy' ? said.alert_id : null,
          ...{ stick: kind === 'allergy' && said.stick && !said.alert_id, says: recordOf(kind, said) },
        }) as never,
    )
  return (
    <Dialog isOpen wide title={t(`care.record.${kind}`)} onClose={form.leave}>
      {mayWrite ? (
        <CareForm {...form} action={t('care.record.save')} onSave={save}>
          <Fields draft={draft} set={set} care={care} today={today} />
          {apart && (
            <RadioGroup
              label={t('care.record.section')}
              inline
              options={choices(['health', 'mind'], 'care.record.section')}
              value={draft.section}
              onChange={(section) => set({ section: section as typeof draft.section })}
            />
          )}
          <TextArea
            name="says.words"
            label={t('care.words')}
            rows={2}
            value={draft.words}
            onChange={(words) => set({ words })}
          />
          {record && (
            <RadioGroup
              label={t('care.status')}
              options={choices(['live', 'ended', 'mistake'], 'care.status')}
              value={draft.status}
              onChange={(status) => set({ status: status as typeof draft.status })}
            />
          )}
        </CareForm>
      ) : (
        <Notice>{t('care.record.only_read')}</Notice>
      )}
      {record && record.version > 1 && (
        <div className="care-part">
          {before ? (
            <Before case_id={file.case_id} record={record} />
          ) : (
            <div>
              <Button small kind="quiet" onPress={() => setBefore(true)}>
                {t('care.before')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Dialog>
  )
}
