// A question put in front of the work. It is opened by state, closes with Escape and gives the focus back.
import type { ReactNode } from 'react'
import { Heading, Modal, ModalOverlay, Dialog as RawDialog } from 'react-aria-components'
import { t } from '#kit/say.ts'
import { Button } from './Button.tsx'

interface Props {
  isOpen: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** Buttons at the foot. */
  actions?: ReactNode
  wide?: boolean
  /** False where leaving without an answer would lose something. */
  dismissable?: boolean
}

export function Dialog({ isOpen, onClose, title, children, actions, wide, dismissable = true }: Props) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={dismissable}
      isKeyboardDismissDisabled={!dismissable}
    >
      <Modal className={wide ? 'modal modal-wide' : 'modal'}>
        <RawDialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            {dismissable && <Button kind="quiet" icon="close" aria-label={t('ui.close')} onPress={onClose} />}
          </header>
          <div className="dialog-body">{children}</div>
          {actions && <div className="form-actions">{actions}</div>}
        </RawDialog>
      </Modal>
    </ModalOverlay>
  )
}

interface ConfirmProps {
  isOpen: boolean
  onClose: () => void
  onConfirm: () => void
  title: string
  children: ReactNode
  /** What the confirming button does, as a verb. */
  action: string
  danger?: boolean
  busy?: boolean
}

/** For what cannot be undone; what can be undone is done at once and offers undo. */
export function ConfirmDialog({ onConfirm, action, danger, busy = false, ...rest }: ConfirmProps) {
  const actions = (
    <>
      <Button kind={danger ? 'danger' : 'primary'} busy={busy} onPress={onConfirm}>
        {action}
      </Button>
      <Button kind="quiet" onPress={rest.onClose}>
        {t('ui.cancel')}
      </Button>
    </>
  )
  return <Dialog {...rest} actions={actions} />
}
