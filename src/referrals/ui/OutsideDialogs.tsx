// What is done with a referral outside after it left: a new code, a reply to its question, taking it back.
import { useState } from 'react'
import { type CaseFile, openFile } from '#cases/case.ts'
import { useWrite } from '#gate/query.ts'
import { ConfirmDialog, ErrorNotice, TextArea, toast } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import type { CodeBy } from '#links/link.ts'
import { newLinkCode } from '#links/secret.ts'
import type { Given } from '#links/ui/HandOver.tsx'
import { CodeWay } from '#links/ui/Ways.tsx'
import { readTimeline } from '#timeline/timeline.ts'
import { listOutside, type OutsideReferral, renewOutsideCode, replyOutside, withdrawOutside } from '../external.ts'

interface Props {
  file: CaseFile
  of: OutsideReferral
  onClose: () => void
}

export function NewCode({ file, of, onClose, onMade }: Props & { onMade: (given: Given) => void }) {
  const { external_id, link } = of
  // One code for one intention: pressed again after a broken line it is the same.
  const [code] = useState(newLinkCode)
  const [code_by, setCodeBy] = useState<CodeBy>((link.link_by as string) === 'phone' ? 'in_person' : link.code_by)
  const renew = useWrite(renewOutsideCode, { invalidates: [listOutside] })
  const made = () => {
    onMade({ purpose: 'referral', secret: null, code, code_by, until: link.expires_at.slice(0, 10) })
    onClose()
  }
  return (
    <ConfirmDialog
      isOpen
      title={t('links.new_code')}
      action={t('links.new_code')}
      busy={renew.isPending}
      onClose={onClose}
      onConfirm={() =>
        renew.mutate(
          { case_id: file.case_id, external_id, link_version: link.version, code, code_by },
          { onSuccess: made },
        )
      }
    >
      {renew.error && <ErrorNotice problem={renew.error} />}
      <p>{t('links.new_code_what')}</p>
      <CodeWay value={code_by} link_by={link.link_by} onChange={setCodeBy} />
    </ConfirmDialog>
  )
}

export function Reply({ file, of, onClose }: Props) {
  const [words, setWords] = useState('')
  const reply = useWrite(replyOutside, { invalidates: [listOutside] })
  const { external_id, version } = of
  return (
    <ConfirmDialog
      isOpen
      title={t('links.outside.answer_question')}
      action={t('links.outside.send_reply')}
      busy={reply.isPending}
      onClose={onClose}
      onConfirm={() =>
        reply.mutate(
          { case_id: file.case_id, external_id, version, words },
          {
            onSuccess: () => {
              toast(t('links.outside.replied'))
              onClose()
            },
          },
        )
      }
    >
      {reply.error && <ErrorNotice problem={reply.error} />}
      <p dir="auto">{of.question}</p>
      <TextArea
        name="words"
        label={t('links.outside.reply')}
        description={t('referrals.words_why')}
        isRequired
        value={words}
        onChange={setWords}
      />
    </ConfirmDialog>
  )
}

export function TakeBack({ file, of, onClose }: Props) {
  const withdraw = useWrite(withdrawOutside, { invalidates: [listOutside, openFile, readTimeline] })
  const { external_id, version, recipient_name } = of
  return (
    <ConfirmDialog
      isOpen
      danger
      title={t('referrals.withdraw_title')}
      action={t('referrals.withdraw')}
      busy={withdraw.isPending}
      onClose={onClose}
      onConfirm={() =>
        withdraw.mutate(
          { case_id: file.case_id, external_id, version },
          {
            onSuccess: () => {
              toast(t('referrals.withdrawn'))
              onClose()
            },
          },
        )
      }
    >
      {withdraw.error && <ErrorNotice problem={withdraw.error} />}
      <p>{t('referrals.withdraw_what', { recipient: isolate(recipient_name) })}</p>
    </ConfirmDialog>
  )
}
