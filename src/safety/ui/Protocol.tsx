// One protocol: whom it is about and what frightened, whom to call, who has it, its steps, and how it went so far. Also for
// whoever has the duty and no place on the file.
import { useParams } from '@tanstack/react-router'
import { useGet } from '#gate/query.ts'
import {
  Badge,
  Facts,
  LinkButton,
  Loaded,
  Name,
  Notice,
  PageHeader,
  Phone,
  Section,
  Skeleton,
  Stack,
} from '#kit/ui/index.ts'
import { list, moment, t } from '#language/here.ts'
import { type Protocol as Model, readProtocol } from '../protocol.ts'
import { CloseProtocol } from './CloseProtocol.tsx'
import { ProtocolActs } from './ProtocolActs.tsx'
import { ProtocolLines } from './ProtocolLines.tsx'
import { ProtocolSteps } from './ProtocolSteps.tsx'
import { byWhen, kindName, stateOf, toldPeople } from './protocol-words.ts'
import './safety.css'

function Marks({ protocol }: { protocol: Model }) {
  if (protocol.closed_at) return <Badge tone="good">{t('safety.protocol.closed')}</Badge>
  return (
    <>
      <Badge tone={protocol.taken_by ? 'calm' : 'warning'}>
        {t(protocol.taken_by ? 'safety.protocol.taken' : 'safety.protocol.not_taken')}
      </Badge>
      {protocol.late !== 'no' && <Badge tone="danger">{t(`safety.protocol.late.${protocol.late}`)}</Badge>}
    </>
  )
}

function About({ protocol, now }: { protocol: Model; now: string }) {
  const opened = protocol.lines.find(({ what }) => what === 'opened')
  return (
    <Section title={t('safety.protocol.about')}>
      <Facts
        items={[
          { label: t('safety.protocol.what'), value: kindName(protocol.kind) },
          { label: t('safety.protocol.cause'), value: t(`safety.cause.${protocol.cause}`) },
          {
            label: t('safety.protocol.opened_label'),
            value: t('safety.protocol.opened_by', { name: protocol.opened_name, when: moment(protocol.opened_at) }),
          },
          { label: t('safety.protocol.look_label'), value: byWhen(protocol.look_by, now) },
          { label: t('safety.protocol.talk_label'), value: byWhen(protocol.talk_by, now) },
          { label: t('safety.protocol.who_has'), value: stateOf(protocol) },
          ...(protocol.handed_name
            ? [{ label: t('safety.protocol.handed_to'), value: <Name>{protocol.handed_name}</Name> }]
            : []),
        ]}
      />
      {opened?.words && (
        <blockquote className="safety-words" dir="auto">
          {opened.words}
        </blockquote>
      )}
      {(protocol.stands === 'told' || protocol.stands === 'duty') && <Notice>{t('safety.protocol.little')}</Notice>}
      {protocol.sees && (
        <div className="safety-reach">
          <p className="safety-quiet">{t('safety.protocol.reach')}</p>
          <LinkButton href={`/desk/people/${protocol.case_id}?tab=safety`} icon="file">
            {t('safety.protocol.open_file')}
          </LinkButton>
        </div>
      )}
    </Section>
  )
}

function WhomToCall({ protocol, now }: { protocol: Model; now: string }) {
  return (
    <Section title={t('safety.call.title')} lead={t('safety.no_messages')}>
      <ul className="safety-people">
        {toldPeople(protocol.told).map((each) => (
          <li key={each.staff_id}>
            <strong>
              <Name>{each.name}</Name>
            </strong>
            <span>
              {list(each.as.map((as) => t(`safety.as.${as}`)))}
              {each.from_at > now && <> · {t('safety.call.from', { when: byWhen(each.from_at, now) })}</>}
            </span>
            {each.telephone && <Phone number={each.telephone} />}
          </li>
        ))}
      </ul>
      {!protocol.told.some(({ as }) => as === 'duty') && protocol.told.length === 0 && (
        <Notice tone="warning">{t('safety.call.nobody')}</Notice>
      )}
    </Section>
  )
}

export function Protocol() {
  const { protocol_id } = useParams({ strict: false }) as { protocol_id?: string }
  const found = useGet(readProtocol, protocol_id ? { protocol_id } : null, { staleMs: 0 })
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" rows={6} />}>
      {({ protocol, now }) => (
        <>
          <PageHeader
            title={protocol.alias}
            lead={kindName(protocol.kind)}
            marks={<Marks protocol={protocol} />}
            back={{ href: '/desk/today', label: t('safety.back_to_today') }}
          />
          <Stack>
            <ProtocolActs protocol={protocol} />
            <CloseProtocol protocol={protocol} />
            <About protocol={protocol} now={now} />
            <WhomToCall protocol={protocol} now={now} />
            <ProtocolSteps protocol={protocol} now={now} />
            <ProtocolLines protocol={protocol} />
          </Stack>
        </>
      )}
    </Loaded>
  )
}
