// Signing what a lawyer says of exactly this text. Whoever writes down a sheet that was signed on paper gives its day and name.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  DateField,
  Dialog,
  Form,
  FormActions,
  Notice,
  RadioGroup,
  Reference,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import { type PackRule, readPack, readPacks, reviewRule, type Verdict, verdicts } from '../pack.ts'
import type { PackId } from '../rule.ts'
import { choicesOf, titleOf } from './law-words.ts'

interface Props {
  pack_id: PackId
  rule: PackRule
  /** Whoever signed last here: a sheet has many rules and one name. */
  name: string
  onName: (name: string) => void
  onClose: () => void
}

export function ReviewDialog({ pack_id, rule, name, onName, onClose }: Props) {
  const [review_id] = useState(newId)
  const [verdict, setVerdict] = useState<Verdict | ''>('')
  const [on, setOn] = useState<string | null>(today())
  const [words, setWords] = useState('')
  const save = useWrite(reviewRule, { invalidates: [readPack, readPacks] })
  const submit = () => {
    if (verdict === '' || on === null) return
    const of = { pack_id, rule_id: rule.id, rule_from: rule.valid_from, rule_hash: rule.hash }
    save.mutate(
      { ...of, review_id, verdict, name, on, words },
      {
        onSuccess: () => {
          toast(t('law.pack.signed_now'))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog isOpen wide title={t('law.pack.sign_title', { title: isolate(titleOf(rule.id)) })} onClose={onClose}>
      <Form problem={save.error} onSubmit={submit}>
        <Notice>{t('law.pack.sign_lead')}</Notice>
        <RadioGroup
          name="verdict"
          label={t('law.pack.verdict')}
          isRequired
          options={choicesOf(verdicts, (each) => t(`law.pack.verdict.${each}`))}
          value={verdict}
          onChange={(said) => setVerdict(said as Verdict)}
        />
        <TextArea
          name="words"
          label={t('law.pack.words')}
          description={t('law.pack.words_hint')}
          isRequired={verdict === 'wrong' || verdict === 'look_again'}
          rows={3}
          maxLength={4000}
          value={words}
          onChange={setWords}
        />
        <TextField name="name" label={t('law.pack.name')} isRequired value={name} onChange={onName} />
        <DateField name="on" label={t('law.pack.on')} isRequired max={today()} value={on} onChange={setOn} />
        <p className="pack-quiet">
          <Reference>{rule.article}</Reference>
          <br />
          {t('law.pack.hash', { hash: isolate(rule.hash.slice(0, 16)) })}
        </p>
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending} isDisabled={verdict === '' || on === null}>
            {t('law.pack.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
