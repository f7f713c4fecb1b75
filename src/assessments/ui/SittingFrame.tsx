// The calm surface an instrument is answered on: nothing of the file is in sight; going back, skipping, stopping and
// "not today" are always within reach; how far it has come is shown without counting anybody down.
import type { ReactNode } from 'react'
import { Modal, ModalOverlay, Dialog as RawDialog } from 'react-aria-components'
import { Button, Icon } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Walk } from './use-sitting.ts'
import './sitting.css'

interface FrameProps {
  title: string
  walk: Walk
  children: ReactNode
  /** The buttons at the foot. */
  foot: ReactNode
  /** Set where one question is shown at a time. */
  onQuestion?: boolean
}

/** A soft line; the numbers are for whoever cannot see it. */
function HowFar({ walk }: { walk: Walk }) {
  const { asked, given } = walk
  const done = asked.filter((code) => Object.hasOwn(given, code)).length
  return (
    <div
      className="how-far"
      role="progressbar"
      aria-label={t('instruments.how_far')}
      aria-valuemin={0}
      aria-valuemax={asked.length}
      aria-valuenow={done}
      aria-valuetext={t('instruments.how_far_is', { done, all: asked.length })}
    >
      <span style={{ inlineSize: `${asked.length === 0 ? 0 : (done / asked.length) * 100}%` }} />
    </div>
  )
}

export function SittingFrame({ title, walk, children, foot, onQuestion = false }: FrameProps) {
  return (
    <ModalOverlay className="sitting-overlay" isOpen isKeyboardDismissDisabled>
      <Modal className="sitting-surface">
        <RawDialog className="sitting" aria-label={title}>
          <HowFar walk={walk} />
          {walk.problem && (
            <p className="sitting-line" role="status">
              <Icon name="offline" size={18} />
              {t(walk.problem.key === 'ui.problem.offline' ? 'instruments.kept_here' : 'instruments.not_sent')}
            </p>
          )}
          <div className={onQuestion ? 'sitting-body sitting-one' : 'sitting-body'}>{children}</div>
          <footer className="sitting-foot">{foot}</footer>
        </RawDialog>
      </Modal>
    </ModalOverlay>
  )
}

interface FootProps {
  onBack?: (() => void) | undefined
  onSkip?: (() => void) | undefined
  onNotToday: () => void
  onStop: () => void
  /** What leads on, where something must. */
  children?: ReactNode
  /** The same four words in her language, where we have them. */
  said: Record<string, string>
}

export function SittingFoot({ onBack, onSkip, onNotToday, onStop, children, said }: FootProps) {
  const words = (key: 'back' | 'skip' | 'not_today' | 'stop') => {
    const own = t(`instruments.${key}`)
    return said[key] && said[key] !== own ? `${said[key]} · ${own}` : own
  }
  return (
    <>
      {children}
      {onBack && (
        <Button icon="back" onPress={onBack}>
          {words('back')}
        </Button>
      )}
      {onSkip && <Button onPress={onSkip}>{words('skip')}</Button>}
      <span className="sitting-apart" />
      <Button kind="quiet" onPress={onNotToday}>
        {words('not_today')}
      </Button>
      <Button kind="quiet" onPress={onStop}>
        {words('stop')}
      </Button>
    </>
  )
}
