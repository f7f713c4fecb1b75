// What an administrator does with an account, one question at a time. What needs the second factor asks for it here.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { Button, ConfirmDialog, Dialog, ErrorNotice, Notice, Reference } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { endStaff, listStaff, renewInvitation, type StaffMember } from '../staff.ts'
import { makeLink } from './invitation-link.ts'
import { SecondFactorDialog } from './SecondFactorDialog.tsx'
import { StaffForm } from './StaffForm.tsx'
import type { Place } from './StaffList.tsx'

export type StaffTask = { kind: 'invite' } | { kind: 'change' | 'link' | 'leave'; who: StaffMember }

export const needsFactor = (problem: Problem | null): boolean => problem?.key === 'access.second_factor_needed'

export function StaffDialog({ task, place, onClose }: { task: StaffTask; place: Place; onClose: () => void }) {
  const [link, setLink] = useState<string | null>(null)
  if (link !== null) return <LinkDialog link={link} onClose={onClose} />
  if (task.kind === 'leave') return <LeaveDialog who={task.who} onClose={onClose} />
  if (task.kind === 'link') return <NewLinkDialog who={task.who} onLink={setLink} onClose={onClose} />
  const who = task.kind === 'change' ? task.who : undefined
  return <StaffForm who={who} place={place} onLink={setLink} onClose={onClose} />
}

function LeaveDialog({ who, onClose }: { who: StaffMember; onClose: () => void }) {
  const leave = useWrite(endStaff, { invalidates: [listStaff] })
  const send = () => leave.mutate({ staff_id: who.staff_id, version: who.version }, { onSuccess: onClose })
  if (needsFactor(leave.error)) return <SecondFactorDialog onShown={send} onClose={onClose} />
  return (
    <ConfirmDialog
      isOpen
      danger
      busy={leave.isPending}
      title={t('organisations.leave.title', { name: who.name })}
      action={t('organisations.leave.action')}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{t('organisations.leave.explain')}</p>
      {leave.error && <ErrorNotice problem={leave.error} />}
    </ConfirmDialog>
  )
}

interface NewLinkProps {
  who: StaffMember
  onLink: (link: string) => void
  onClose: () => void
}

function NewLinkDialog({ who, onLink, onClose }: NewLinkProps) {
  const renew = useWrite(renewInvitation, { invalidates: [listStaff] })
  const send = async () => {
    const { link, link_mark } = await makeLink()
    const input = { staff_id: who.staff_id, invitation_id: newId(), link_mark }
    renew.mutate(input, { onSuccess: () => onLink(link) })
  }
  if (needsFactor(renew.error)) return <SecondFactorDialog onShown={() => void send()} onClose={onClose} />
  return (
    <ConfirmDialog
      isOpen
      busy={renew.isPending}
      title={t('organisations.new_link.title', { name: who.name })}
      action={t('organisations.new_link.action')}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>{t('organisations.new_link.explain')}</p>
      {renew.error && <ErrorNotice problem={renew.error} />}
    </ConfirmDialog>
  )
}

/** Shown once: closing it is the end of it, so it closes only on purpose. */
function LinkDialog({ link, onClose }: { link: string; onClose: () => void }) {
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <Dialog
      isOpen
      dismissable={false}
      title={t('organisations.link.title')}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={() => void copy()}>
            {t(copied ? 'organisations.link.copied' : 'organisations.link.copy')}
          </Button>
          <Button onPress={onClose}>{t('organisations.link.done')}</Button>
        </>
      }
    >
      <p>{t('organisations.link.explain')}</p>
      <p>
        <Reference>{link}</Reference>
      </p>
      <Notice tone="warning">{t('organisations.link.once')}</Notice>
    </Dialog>
  )
}
