// What the organisation says of itself, how long files are kept, and what it takes in.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import {
  Button,
  Checkbox,
  ComboBox,
  Form,
  FormActions,
  Loaded,
  MultiSelect,
  Section,
  Select,
  Stack,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { changeOrganisation, readOrganisation } from '../organisation.ts'
import { countryOptions, deskLanguageOptions, languageOptions } from './words.ts'

export function OrganisationSettings() {
  const organisation = useGet(readOrganisation, {})
  return <Loaded of={organisation}>{(data) => <SettingsForm key={data.version} saved={data} />}</Loaded>
}

function SettingsForm({ saved }: { saved: ReplyOf<typeof readOrganisation> }) {
  const { organisation_id: _, kind: __, ...kept } = saved
  const [settings, setSettings] = useState({ ...kept, language: kept.language as 'en' | 'es' | 'it' })
  const [months, setMonths] = useState(String(kept.retention_months))
  const save = useWrite(changeOrganisation, { invalidates: [readOrganisation] })
  const set = (change: Partial<typeof settings>) => setSettings({ ...settings, ...change })
  const send = () =>
    save.mutate(
      { ...settings, retention_months: Number(months) },
      { onSuccess: () => toast(t('organisations.settings.saved')) },
    )
  return (
    <Section title={t('organisations.tab.settings')}>
      <Form problem={save.error} onSubmit={send}>
        <Stack>
          <TextField
            name="name"
            label={t('organisations.name')}
            isRequired
            value={settings.name}
            onChange={(name) => set({ name })}
          />
          <ComboBox
            name="country"
            label={t('organisations.country')}
            options={countryOptions()}
            value={settings.country}
            onChange={(country) => set({ country: country ?? settings.country })}
          />
          <MultiSelect
            name="languages"
            label={t('organisations.languages')}
            description={t('organisations.languages.explain')}
            options={languageOptions()}
            value={settings.languages}
            onChange={(languages) => set({ languages })}
          />
          <Select
            name="language"
            label={t('organisations.language')}
            options={deskLanguageOptions()}
            value={settings.language}
            onChange={(language) => set({ language: language as 'en' })}
          />
          <TextField
            name="retention_months"
            type="number"
            width="short"
            ltr
            label={t('organisations.retention')}
            description={t('organisations.retention.explain')}
            value={months}
            onChange={setMonths}
          />
          <Checkbox isSelected={settings.takes_reports} onChange={(takes_reports) => set({ takes_reports })}>
            {t('organisations.takes_reports')}
          </Checkbox>
          <Checkbox isSelected={settings.takes_referrals} onChange={(takes_referrals) => set({ takes_referrals })}>
            {t('organisations.takes_referrals')}
          </Checkbox>
        </Stack>
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('organisations.save')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
