// The lawyer's declaration, and the coordination's word after looking closer.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, Dialog, Form, FormActions, RadioGroup, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type ConflictCheck, clearConflict, declareConflict } from '../conflict.ts'
import { choices, matterReadings } from './writing.ts'

interface Props {
  what: 'declare' | 'clear'
  check: ConflictCheck
  case_id: string
  onClose: () => void
}

export function ConflictDialog({ what, check, case_id, onClose }: Props) {
  const [declared, setDeclared] = useState<'no_conflict' | 'steps_back'>('no_conflict')
  const [words, setWords] = useState('')
  const declare = useWrite(declareConflict, { invalidates: matterReadings })
  const clear = useWrite(clearConflict, { invalidates: matterReadings })
  const { check_id } = check
  const onSuccess = () => {
    toast(t('proceedings.matter.saved'))
    onClose()
  }
  const send = () =>
    what === 'declare'
      ? declare.mutate({ case_id, check_id, declared, words }, { onSuccess })
      : clear.mutate({ case_id, check_id, words }, { onSuccess })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(what === 'declare' ? 'proceedings.conflict.declare_title' : 'proceedings.conflict.clear')}
    >
      <Form problem={declare.error ?? clear.error} onSubmit={send}>
        {what === 'declare' && (
          <RadioGroup
            label={t('proceedings.conflict.declare_what')}
            options={choices(['no_conflict', 'steps_back'], 'proceedings.conflict.declare')}
            value={declared}
            onChange={(id) => setDeclared(id as typeof declared)}
          />
        )}
        <TextArea
          name="words"
          label={t(what === 'declare' ? 'proceedings.conflict.declare_words' : 'proceedings.conflict.clear_words')}
          description={t('proceedings.conflict.declare_words_why')}
          isRequired={what === 'clear'}
          rows={3}
          value={words}
          onChange={setWords}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={declare.isPending || clear.isPending}>
            {t('proceedings.matter.save')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
