// A summary for somebody named: what the person lets be retold to them stands to choose from, and nothing else.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { call } from '#gate/call.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { isProblem, Problem } from '#kit/problem.ts'
import {
  Button,
  CheckboxGroup,
  Dialog,
  Form,
  FormActions,
  Notice,
  RadioGroup,
  Select,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { language as deskLanguage, t } from '#language/here.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { SecondFactorDialog } from '#organisations/ui/SecondFactorDialog.tsx'
import { mayBeGiven } from '../summary.rules.ts'
import { giveSummary, printSummary, type SummaryFor } from '../summary.ts'
import type { Telling } from '../telling.ts'
import { circumstancesOf } from './story-words.ts'
import { choices } from './writing.ts'

const recipients: SummaryFor[] = ['law', 'mind', 'health', 'police', 'person']
const languages = ['en', 'es', 'it'] as const
type Language = (typeof languages)[number]
const usual = (): Language => languages.find((each) => each === deskLanguage()) ?? 'es'

export function GiveDialog({ file, tellings, onClose }: { file: CaseFile; tellings: Telling[]; onClose: () => void }) {
  const { case_id } = file
  const me = useSession().actor.staff_id
  const [given_id] = useState(newId)
  const [profession, setProfession] = useState<SummaryFor>('law')
  const [recipient, setRecipient] = useState('')
  const [left, setLeft] = useState<string[]>([])
  const [language, setLanguage] = useState<Language>(usual)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const fit = tellings.filter((each) => mayBeGiven(each, profession))
  const chosen = fit.map(({ telling_id }) => telling_id).filter((each) => !left.includes(each))
  const give = async () => {
    setBusy(true)
    setProblem(null)
    try {
      // Sent twice it is one: the second time it is there already, and is printed.
      await call(giveSummary, { case_id, given_id, profession, recipient, telling_ids: chosen }).catch((error) => {
        if (!isProblem(error) || error.key !== 'gate.already_there') throw error
      })
      const paper = await call(printSummary, { case_id, given_id, language })
      saveAs(paper.name, paper.bytes)
      toast(t('story.give.done'))
      onClose()
    } catch (error) {
      setProblem(isProblem(error) ? error : new Problem('broken', 'ui.problem.broken'))
    }
    setBusy(false)
  }
  if (problem?.key === 'access.second_factor_needed')
    return <SecondFactorDialog onShown={() => void give()} onClose={() => setProblem(null)} />
  return (
    <Dialog isOpen wide onClose={onClose} title={t('story.give')}>
      <Form problem={problem} onSubmit={() => void give()}>
        <RadioGroup
          label={t('story.give.for')}
          inline
          options={choices(recipients, 'story.profession')}
          value={profession}
          onChange={(next) => setProfession(next as SummaryFor)}
        />
        <TextField
          name="recipient"
          label={t('story.give.recipient')}
          description={t('story.give.recipient_why')}
          isRequired
          value={recipient}
          onChange={setRecipient}
        />
        {fit.length === 0 ? (
          <Notice tone="warning">{t('story.give.nothing')}</Notice>
        ) : (
          <CheckboxGroup
            name="telling_ids"
            label={t('story.give.what')}
            description={t('story.give.what_why')}
            options={fit.map((each) => ({
              id: each.telling_id,
              label: t(`story.topic.${each.topic}`),
              description: circumstancesOf(each, me),
            }))}
            value={chosen}
            onChange={(next) => setLeft(fit.map(({ telling_id }) => telling_id).filter((each) => !next.includes(each)))}
          />
        )}
        <Select
          label={t('story.give.language')}
          options={choices(languages, 'story.give.language')}
          value={language}
          onChange={(next) => setLanguage(next as Language)}
        />
        <Notice>{t('story.give.leaves')}</Notice>
        <FormActions>
          <Button
            type="submit"
            kind="primary"
            icon="download"
            busy={busy}
            isDisabled={chosen.length === 0 || recipient.trim() === ''}
          >
            {t('story.give.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
