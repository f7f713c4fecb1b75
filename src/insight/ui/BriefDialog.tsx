// Makes the page for a town hall or a province, in the language of whoever will read it there.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { Problem } from '#kit/problem.ts'
import { Button, ComboBox, Dialog, ErrorNotice, Select, Stack, toast } from '#kit/ui/index.ts'
import { language as mine, t } from '#language/here.ts'
import { provinceOptions } from '#language/ui/names.ts'
import { type BriefLanguage, writeBrief } from '../gap.ts'

const languages: BriefLanguage[] = ['es', 'en', 'it']

const save = (name: string, pdf: string) => {
  const bytes = Uint8Array.from(atob(pdf), (letter) => letter.charCodeAt(0))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export function BriefDialog({ onClose, from }: { onClose: () => void; from: string | null }) {
  const [language, setLanguage] = useState<BriefLanguage>(languages.find((each) => each === mine()) ?? 'es')
  const [province, setProvince] = useState<string | null>(from)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const make = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const { name, pdf } = await call(writeBrief, { language, ...(province && { province }) })
      save(name, pdf)
      toast(t('gaps.brief.made'))
      onClose()
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem('broken', 'ui.problem.broken'))
    }
    setBusy(false)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('gaps.brief')}
      actions={
        <Button kind="primary" icon="download" busy={busy} onPress={() => void make()}>
          {t('gaps.brief.make')}
        </Button>
      }
    >
      <Stack>
        {problem && <ErrorNotice problem={problem} />}
        <p>{t('gaps.brief.explain')}</p>
        <ComboBox
          label={t('gaps.brief.place')}
          description={t('gaps.brief.place_empty')}
          options={provinceOptions()}
          value={province}
          onChange={setProvince}
        />
        <Select
          label={t('gaps.brief.language')}
          options={languages.map((id) => ({ id, label: t(`gaps.language.${id}`) }))}
          value={language}
          onChange={(id) => setLanguage(languages.find((each) => each === id) ?? 'es')}
        />
      </Stack>
    </Dialog>
  )
}
