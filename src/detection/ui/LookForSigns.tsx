// Looking for signs: what was seen on one side, what it is consistent with on the other, as it is ticked. It is read on
// this device by the rule the server has, and nothing of it is kept unless it is put into a file.
import { type ReactNode, useMemo, useState } from 'react'
import { useGet } from '#gate/query.ts'
import { Badge, Button, Columns, Loaded, Notice, PageHeader, Section, Stack, Toolbar } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readSigns } from '../decide.rules.ts'
import { listSigns, type Seen } from '../detection.ts'
import { levelWords, ReadingTold } from './ReadingTold.tsx'
import { SignPicker } from './SignPicker.tsx'
import { signWords } from './signs.ts'
import './signs.css'

type Lists = Awaited<ReturnType<typeof useLists>>['data'] extends infer Found | undefined ? NonNullable<Found> : never

const useLists = () => useGet(listSigns, {}, { staleMs: Number.POSITIVE_INFINITY })

const nothingSeen: Seen = { signs: [], age: 'unsure', sector: null }

/** Every list with where it is from, how sure it is and whether anybody signed it. */
function Sources({ lists }: Lists) {
  return (
    <details>
      <summary>{t('detection.sources')}</summary>
      <ul className="signs-sources">
        {lists.map(({ id, source, confidence, weighted, reviewed_by, valid_from }) => (
          <li key={id}>
            <strong>{t(`signs.list.${id}`)}</strong> <Badge>{t(`detection.confidence.${confidence}`)}</Badge>{' '}
            {!weighted && <Badge>{t('detection.unweighted')}</Badge>}{' '}
            {!reviewed_by && <Badge tone="warning">{t('detection.unreviewed')}</Badge>}
            <br />
            <span lang="en" dir="ltr">
              {source}
            </span>{' '}
            · {day(valid_from, 'short')}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Looking({ lists, keep }: Lists & Props) {
  const [seen, setSeen] = useState(nothingSeen)
  const byId = useMemo(() => Object.fromEntries(lists.map((list) => [list.id, list])), [lists])
  const reading = useMemo(() => readSigns(byId, seen), [byId, seen])
  const set = (change: Partial<Seen>) => setSeen((before) => ({ ...before, ...change }))
  const count = seen.signs.length
  return (
    <>
      <Columns
        aside={
          <div className="signs-reading" id="reading" tabIndex={-1}>
            <Section title={t('detection.reading')} lead={t('detection.ticked', { count })}>
              {count > 0 && (
                <Toolbar>
                  {keep?.(seen, () => set({ signs: [] }))}
                  <Button icon="close" onPress={() => set({ signs: [] })}>
                    {t('detection.clear')}
                  </Button>
                </Toolbar>
              )}
              <div aria-live="polite" aria-atomic="false">
                {count > 0 ? (
                  <ReadingTold reading={reading} wordsOf={signWords} />
                ) : (
                  <p>{t('detection.nothing_yet')}</p>
                )}
              </div>
            </Section>
          </div>
        }
      >
        <a className="signs-jump" href="#reading">
          {t('detection.to_reading')}
        </a>
        <SignPicker lists={lists} seen={seen} set={set} />
        <Stack>
          <Notice>{t('detection.kept_nowhere')}</Notice>
          <Sources lists={lists} />
        </Stack>
      </Columns>
      {/* It says again what the reading says, so that it is in sight while ticking; it must not be heard twice. */}
      {count > 0 && (
        <p className="signs-below" aria-hidden="true">
          <strong>{t('detection.ticked', { count })}</strong>{' '}
          {reading.next[0] === 'emergency' ? t('signs.step.emergency') : levelWords(reading)}
        </p>
      )}
    </>
  )
}

interface Props {
  /** How what was seen gets into a file; absent where this reader keeps none. */
  keep?: (seen: Seen, done: () => void) => ReactNode
  back?: { href: string; label: string }
}

export function LookForSigns({ keep, back }: Props) {
  const found = useLists()
  return (
    <>
      <PageHeader title={t('detection.title')} lead={t('detection.lead')} {...(back && { back })} />
      <Loaded of={found}>{({ lists }) => <Looking lists={lists} {...(keep && { keep })} />}</Loaded>
    </>
  )
}
