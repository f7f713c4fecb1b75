// The keys of the desk, on one card; what a file adds stands there once a file was opened.
import { hasText, t } from '#kit/say.ts'
import { Dialog } from '#kit/ui/Dialog.tsx'
import type { Place } from './navigation.ts'

export default function Help({ places, onClose }: { places: Place[]; onClose: () => void }) {
  const rows = [
    { keys: ['Ctrl', 'K'], does: t('shell.find') },
    ...places.map(({ id, key }) => ({ keys: ['g', key], does: t(`shell.places.${id}`) })),
    ...(hasText('notes.write_key') ? [{ keys: ['n'], does: t('notes.write_key') }] : []),
    ...(hasText('appointments.keys_turn')
      ? [
          { keys: ['←', '→'], does: t('appointments.keys_turn') },
          { keys: ['t'], does: t('appointments.keys_today') },
        ]
      : []),
    { keys: ['?'], does: t('shell.keyboard') },
    { keys: ['Esc'], does: t('ui.close') },
    { keys: ['Shift', 'Q'], does: t('shell.sign_out_now') },
  ]
  return (
    <Dialog isOpen onClose={onClose} title={t('shell.keyboard')}>
      <dl className="keys">
        {rows.map(({ keys, does }) => (
          <div key={keys.join()}>
            <dt dir="ltr">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      {hasText('notes.dictation_help') && <p>{t('notes.dictation_help')}</p>}
    </Dialog>
  )
}
