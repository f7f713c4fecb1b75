// What a file says, as whoever imports it confirms: which column means what, what their categories are called here, and
// what holds for every record that does not say it itself.
import { useState } from 'react'
import kinds from '#data/codes/service_kinds.json' with { type: 'json' }
import columnFields from '#data/codes/sheet_columns.json' with { type: 'json' }
import { kindName } from '#directory/ui/service-words.ts'
import { useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Button, DateField, Form, FormActions, Section, Select, Table, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { countryOptions } from '#language/ui/names.ts'
import { readUpload, setUpload, tryUpload, type UploadSettings } from '../exchange.ts'
import '#directory/ui/directory.css'
import './exchange.css'

type Upload = ReplyOf<typeof readUpload>
type Change = (changes: Partial<UploadSettings>) => void

const none = 'none'
const kindOptions = () => kinds.codes.map(({ code }) => ({ id: code, label: kindName(code) }))

function Columns({ upload, settings, change }: { upload: Upload; settings: UploadSettings; change: Change }) {
  const { columns, rows } = upload
  const options = [
    { id: none, label: t('exchange.not_in_file') },
    ...columns.map((label, at) => ({ id: String(at), label: label || String(at + 1) })),
  ]
  const set = (field: string, chosen: string) => {
    const { [field]: _, ...others } = settings.mapping
    change({ mapping: chosen === none ? others : { ...others, [field]: Number(chosen) } })
  }
  const used = columnFields.codes.filter(({ code }) => settings.mapping[code] !== undefined)
  const preview = rows.map((row, at) => ({ at: String(at), row }))
  return (
    <>
      <Section title={t('exchange.step.columns')} lead={t('exchange.step.columns_lead')}>
        <div className="side-by-side">
          {columnFields.codes.map(({ code }) => (
            <Select
              key={code}
              label={t(`codes.sheet_columns.${code}`)}
              options={options}
              value={String(settings.mapping[code] ?? none)}
              onChange={(chosen) => set(code, String(chosen))}
            />
          ))}
        </div>
      </Section>
      {used.length > 0 && (
        <Section title={t('exchange.first_rows')}>
          <div className="wide-table">
            <Table
              label={t('exchange.first_rows')}
              items={preview}
              idOf={({ at }) => at}
              columns={used.map(({ code }, index) => ({
                id: code,
                label: t(`codes.sheet_columns.${code}`),
                names: index === 0,
                cell: ({ row }: { at: string; row: string[] }) => <bdi>{row[settings.mapping[code]!] ?? ''}</bdi>,
              }))}
            />
          </div>
        </Section>
      )}
    </>
  )
}

function Terms({ upload, settings, change }: { upload: Upload; settings: UploadSettings; change: Change }) {
  const options = [{ id: none, label: t('exchange.term_none') }, ...kindOptions()]
  const set = (term: string, chosen: string) => {
    const { [term]: _, ...others } = settings.kinds
    change({ kinds: chosen === none ? others : { ...others, [term]: chosen } })
  }
  return (
    <Section title={t('exchange.step.terms')} lead={t('exchange.step.terms_lead')}>
      <div className="side-by-side">
        {upload.terms.map(({ term, services }) => (
          <Select
            key={term}
            label={t('exchange.term', { term, count: services })}
            options={options}
            value={settings.kinds[term] ?? none}
            onChange={(chosen) => set(term, String(chosen))}
          />
        ))}
      </div>
    </Section>
  )
}

interface Props {
  upload_id: string
  upload: Upload
  onSaved: () => void
}

export function ImportSettings({ upload_id, upload, onSaved }: Props) {
  const [settings, setSettings] = useState(upload.settings)
  const change: Change = (changes) => setSettings({ ...settings, ...changes })
  const save = useWrite(setUpload, { invalidates: [readUpload, tryUpload] })
  const confidences = (['checked', 'secondary', 'memory'] as const).map((id) => ({
    id,
    label: t(`exchange.confidence.${id}`),
  }))
  return (
    <Form
      problem={save.error}
      onSubmit={() => save.mutate({ upload_id, version: upload.version, settings }, { onSuccess: onSaved })}
    >
      {upload.kind === 'sheet' && <Columns upload={upload} settings={settings} change={change} />}
      {upload.terms.length > 0 && <Terms upload={upload} settings={settings} change={change} />}
      <Section title={t('exchange.step.about')} lead={t('exchange.step.about_lead')}>
        <div className="side-by-side">
          <TextField
            name="settings.source"
            label={t('exchange.source')}
            isRequired
            value={settings.source}
            onChange={(source) => change({ source })}
          />
          <Select
            label={t('exchange.confidence')}
            options={confidences}
            value={settings.confidence}
            onChange={(chosen) => change({ confidence: chosen as UploadSettings['confidence'] })}
          />
          <DateField
            label={t('exchange.checked_on')}
            value={settings.checked_on}
            onChange={(checked_on) => checked_on && change({ checked_on })}
          />
          <Select
            label={t('exchange.country')}
            options={countryOptions()}
            value={settings.country}
            onChange={(chosen) => change({ country: String(chosen) })}
          />
          <Select
            label={t('exchange.default_kind')}
            options={[{ id: none, label: t('exchange.no_default_kind') }, ...kindOptions()]}
            value={settings.kind ?? none}
            onChange={(chosen) => change({ kind: chosen === none ? null : String(chosen) })}
          />
          {upload.kind === 'sheet' && (
            <TextField
              name="settings.organisation"
              label={t('exchange.organisation')}
              isRequired
              value={settings.organisation}
              onChange={(organisation) => change({ organisation })}
            />
          )}
        </div>
      </Section>
      <FormActions>
        <Button type="submit" kind="primary" busy={save.isPending}>
          {t('exchange.try')}
        </Button>
      </FormActions>
    </Form>
  )
}
