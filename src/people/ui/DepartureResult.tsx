// What came of what left: the words to copy while they may be, and one press for what happened.
import { useWrite } from '#gate/query.ts'
import { Button, ErrorNotice, Phone, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { resultsOf } from '../contact.rules.ts'
import { type Departure, readContact, recordResult } from '../contact.ts'
import { Text } from './RuleCard.tsx'

interface Props {
  case_id: string
  departure: Departure
  onDone?: () => void
}

export function DepartureResult({ case_id, departure, onDone }: Props) {
  const { departure_id, kind, text, where, version } = departure
  const record = useWrite(recordResult, { invalidates: [readContact, readTimeline] })
  const words = text && [text.subject, text.body].filter(Boolean)
  const copied = kind === 'message' || kind === 'reminder' ? text?.body : words?.join('\n\n')
  const copy = () => void navigator.clipboard.writeText(copied ?? '').then(() => toast(t('contact.copied')))
  return (
    <>
      {text && (
        <>
          {where && (
            <p>{/\d{5}/.test(where.replace(/\s/g, '')) ? <Phone number={where} /> : <bdi dir="auto">{where}</bdi>}</p>
          )}
          <Text text={text} />
          <p>{t(`contact.hand_on.${kind}`)}</p>
        </>
      )}
      {record.error && <ErrorNotice problem={record.error} />}
      <div className="form-actions">
        {text && kind !== 'call' && (
          <Button icon="file" onPress={copy}>
            {t('contact.copy')}
          </Button>
        )}
        {resultsOf(kind).map((result) => (
          <Button
            key={result}
            busy={record.isPending && record.variables?.result === result}
            onPress={() =>
              record.mutate(
                { case_id, departure_id, version, result },
                {
                  onSuccess: () => {
                    toast(t('contact.recorded'))
                    onDone?.()
                  },
                },
              )
            }
          >
            {t(kind === 'call' && result === 'not_sent' ? 'contact.result.not_called' : `contact.result.${result}`)}
          </Button>
        ))}
      </div>
    </>
  )
}
