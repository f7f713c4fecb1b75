// Someone else saved while you wrote. Both versions stand side by side and nothing is lost: keep theirs, keep yours,
// or choose answer by answer.
import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { t } from '#kit/say.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

export interface ConflictField {
  name: string
  label: string
  mine: string
  theirs: string
}

interface Props {
  isOpen: boolean
  /** Only the answers that differ. */
  fields: ConflictField[]
  /** Which version of each field to save, on top of the current one. */
  onResolve: (choice: Record<string, 'mine' | 'theirs'>) => void
  /** Back to the form with what was typed still in it. */
  onClose: () => void
}

export function ConflictDialog({ isOpen, fields, onResolve, onClose }: Props) {
  const [choice, setChoice] = useState<Record<string, 'mine' | 'theirs'>>({})
  const complete = Object.fromEntries(fields.map(({ name }) => [name, choice[name] ?? 'mine']))
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      wide
      title={t('ui.conflict.title')}
      actions={
        <>
          <Button kind="primary" onPress={() => onResolve(complete as Record<string, 'mine' | 'theirs'>)}>
            {t('ui.conflict.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.conflict.back')}
          </Button>
        </>
      }
    >
      <p>{t('ui.conflict.explain')}</p>
      {fields.map(({ name, label, mine, theirs }) => (
        <RadioGroup
          key={name}
          aria-label={label}
          value={choice[name] ?? 'mine'}
          onChange={(value) => setChoice({ ...choice, [name]: value as 'mine' | 'theirs' })}
          className="conflict"
        >
          <h3>{label}</h3>
          <div className="conflict-sides">
            <Radio value="mine" className="conflict-side">
              <strong>{t('ui.conflict.mine')}</strong>
              <span dir="auto">{mine || '—'}</span>
            </Radio>
            <Radio value="theirs" className="conflict-side">
              <strong>{t('ui.conflict.theirs')}</strong>
              <span dir="auto">{theirs || '—'}</span>
            </Radio>
          </div>
        </RadioGroup>
      ))}
    </Dialog>
  )
}
