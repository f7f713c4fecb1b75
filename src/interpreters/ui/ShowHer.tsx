// One sentence on the whole screen, to turn the device around and show it, with the answers to point at below. What she
// points at is marked while it is shown and forgotten with the next sentence.
import { useState } from 'react'
import { Modal, ModalOverlay, Dialog as RawDialog } from 'react-aria-components'
import { Listen } from '#assessments/ui/Listen.tsx'
import { Button } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { PhraseSheet } from '../phrases.ts'
import { TwoColumns, writtenIn } from './TwoColumns.tsx'

interface Props {
  sheet: PhraseSheet
  sentence: Omit<PhraseSheet['parts'][number]['sentences'][number], 'promise'>
  onClose: () => void
  onBefore: (() => void) | undefined
  onNext: (() => void) | undefined
}

/** Long sentences, and one with many answers below, are set smaller: all of it is seen on a phone without scrolling. */
const longFrom = 90
const manyFrom = 5

export function ShowHer({ sheet, sentence: { words, answers }, onClose, onBefore, onNext }: Props) {
  const [pointedAt, setPointedAt] = useState<string | null>(null)
  const offered = sheet.board.answers.filter(({ code }) => answers.includes(code))
  const small = words.hers.length > longFrom || offered.length >= manyFrom
  const aloud = [words.hers, ...offered.map((each) => each.words.hers)].join('. ')
  return (
    <ModalOverlay className="show-her-overlay" isOpen onOpenChange={(open) => !open && onClose()}>
      <Modal className="show-her-surface">
        <RawDialog className="show-her" aria-label={words.ours}>
          <div className="show-her-words">
            <p className={small ? 'show-hers show-long' : 'show-hers'} {...writtenIn(sheet.hers)}>
              {words.hers}
            </p>
            {sheet.hers !== sheet.ours && (
              <p className="show-ours" {...writtenIn(sheet.ours)}>
                {words.ours}
              </p>
            )}
            <Listen language={sheet.hers} text={aloud} />
          </div>
          {offered.length > 0 && (
            <ul className="show-answers">
              {offered.map(({ code, words: answer }) => (
                <li key={code}>
                  <button
                    type="button"
                    className="show-answer"
                    aria-pressed={code === pointedAt}
                    onClick={() => setPointedAt(code === pointedAt ? null : code)}
                  >
                    <TwoColumns sheet={sheet} words={answer} />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <footer className="show-foot">
            <Button icon="back" aria-label={t('phrases.before')} isDisabled={!onBefore} onPress={() => onBefore?.()} />
            <Button icon="forward" aria-label={t('phrases.next')} isDisabled={!onNext} onPress={() => onNext?.()} />
            <span className="show-apart" />
            <Button icon="close" onPress={onClose}>
              {t('phrases.close')}
            </Button>
          </footer>
        </RawDialog>
      </Modal>
    </ModalOverlay>
  )
}
