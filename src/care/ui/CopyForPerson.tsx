// A paper for the person who asks for it: what the therapist noted, without what the therapist keeps as own reflection.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { Button, ConfirmDialog, ErrorNotice, toast } from '#kit/ui/index.ts'
import { language, t } from '#language/here.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { copyPrivateNotes } from '../private-note.ts'
import { useOnce } from './take-paper.ts'

export const paperLanguage = (): 'en' | 'es' | 'it' => {
  const here = language()
  return here === 'es' || here === 'it' ? here : 'en'
}

export function CopyForPerson({ case_id, episode_id }: { case_id: string; episode_id: string }) {
  const [asking, setAsking] = useState(false)
  const { busy, problem, run } = useOnce()
  const take = () =>
    run(async () => {
      const copy = await call(copyPrivateNotes, { case_id, episode_id, language: paperLanguage() })
      saveAs(copy.name, copy.bytes)
      toast(t('care.copy.done', { notes: copy.notes, kept_back: copy.kept_back }))
      setAsking(false)
    })
  return (
    <>
      <Button kind="quiet" icon="download" onPress={() => setAsking(true)}>
        {t('care.copy.make')}
      </Button>
      <ConfirmDialog
        isOpen={asking}
        title={t('care.copy.make')}
        action={t('care.copy.save')}
        busy={busy}
        onConfirm={() => void take()}
        onClose={() => setAsking(false)}
      >
        <p>{t('care.copy.why')}</p>
        {problem && <ErrorNotice problem={problem} />}
      </ConfirmDialog>
    </>
  )
}
