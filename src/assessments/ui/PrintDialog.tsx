// An instrument on paper: in her language, with the interpreter's beside it, and without a title that tells whoever finds
// it what it is about.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Button, Checkbox, Dialog, ErrorNotice, Select, Stack, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOf } from '#language/languages.ts'
import { usualGiving } from '../begin.rules.ts'
import { type WordedIn, wordedIn } from '../instrument.ts'
import { printForm } from '../paper.ts'
import type { Offered } from './BeginDialog.tsx'
import { hereWorded } from './form-words.ts'
import { fromBase64, saveFile } from './save-file.ts'

interface Props {
  offered: Offered
  spoken: readonly string[]
  onClose: () => void
}
const none = 'none'
const languages = () => wordedIn.map((code) => ({ id: code as string, label: languageOf(code).autonym }))

export function PrintDialog({ offered, spoken, onClose }: Props) {
  const usual = usualGiving(spoken, hereWorded(), false)
  const [language, setLanguage] = useState<WordedIn>(usual.worded)
  const [beside, setBeside] = useState<WordedIn | null>(usual.beside)
  const [titled, setTitled] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const save = async () => {
    setBusy(true)
    setProblem(null)
    const { instrument, version } = offered
    try {
      const { name, bytes } = await call(printForm, {
        ...{ instrument, version, language, titled: String(titled) as 'true' },
        ...(beside && beside !== language && { beside }),
      })
      saveFile(name, 'application/pdf', fromBase64(bytes))
      toast(t('instruments.paper.saved'))
      onClose()
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
    setBusy(false)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('instruments.paper.title', { title: offered.title })}
      actions={
        <Button kind="primary" icon="download" busy={busy} onPress={() => void save()}>
          {t('instruments.paper.save')}
        </Button>
      }
    >
      <Stack>
        {problem && <ErrorNotice problem={problem} />}
        <p>{t('instruments.paper.what')}</p>
        <Select
          label={t('instruments.paper.language')}
          options={languages()}
          value={language}
          onChange={(code) => setLanguage(code as WordedIn)}
        />
        <Select
          label={t('instruments.beside')}
          options={[
            { id: none, label: t('instruments.beside_none') },
            ...languages().filter(({ id }) => id !== language),
          ]}
          value={beside && beside !== language ? beside : none}
          onChange={(code) => setBeside(code === none ? null : (code as WordedIn))}
        />
        <Checkbox isSelected={titled} onChange={setTitled}>
          {t('instruments.paper.titled')}
        </Checkbox>
      </Stack>
    </Dialog>
  )
}
