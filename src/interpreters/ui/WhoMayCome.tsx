// Who may come, best first with every reason; and who may not and why, in words that tell nothing of what is sealed.
import { useGet } from '#gate/query.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import {
  Badge,
  Button,
  EmptyState,
  List,
  ListItem,
  Loaded,
  Name,
  Notice,
  Phone,
  Section,
  Stack,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { money } from '#language/sums.ts'
import type { BookingStatus } from '../booking.ts'
import { findInterpreters, type MayCome, type MayNot, type Need } from '../finding.ts'
import { modeWords, speaksAgainst } from './interpreter-words.ts'
import { RuleLine } from './RuleWords.tsx'

export type Wish = SentInputOf<typeof findInterpreters>
export interface Chosen {
  who: MayCome
  need: Need
  /** Few speak it here, or the person said so: by telephone first. */
  remote_first: boolean
}

interface OneProps {
  who: MayCome
  best: boolean
  /** How a question to them about this appointment stands already. */
  asked: BookingStatus | undefined
  onChoose: (() => void) | undefined
}

function One({ who, best, asked, onChoose }: OneProps) {
  const said = (against: boolean) => who.reasons.filter((each) => speaksAgainst(each) === against)
  return (
    <ListItem
      icon="person"
      title={
        <>
          <Name>{who.name}</Name> {best && <Badge tone="good">{t('interpreting.best')}</Badge>}
        </>
      }
      detail={
        <>
          {[t(`interpreting.gender.${who.gender}`), modeWords(who.modes)].join(' · ')}
          <ul className="interpreting-reasons">
            {said(false).map((reason) => (
              <li key={reason}>{t(`interpreting.reason.${reason}`)}</li>
            ))}
            {said(true).map((reason) => (
              <li key={reason} className="interpreting-against">
                {t(`interpreting.reason.${reason}`)}
              </li>
            ))}
            {who.cents !== null && who.cents > 0 && (
              <li>{t('interpreting.would_cost', { money: money(who.cents, 'EUR') })}</li>
            )}
          </ul>
        </>
      }
      aside={
        <>
          {who.phone && <Phone number={who.phone} />}
          {asked && <Badge>{t(`interpreting.booking.${asked}`)}</Badge>}
          {onChoose && asked !== 'offered' && asked !== 'confirmed' && (
            <Button
              kind={best ? 'primary' : 'secondary'}
              aria-label={`${t('interpreting.ask')}: ${who.name}`}
              onPress={onChoose}
            >
              {t('interpreting.ask')}
            </Button>
          )}
        </>
      }
    />
  )
}

/** Several gates share their words on purpose: which of them it was would tell what is sealed. */
const gateWords = (why: MayNot['why']): string[] => [...new Set(why.map((code) => t(`interpreting.gate.${code}`)))]

function Refused({ may_not }: { may_not: MayNot[] }) {
  return (
    <details className="interpreting-not">
      <summary>{t('interpreting.may_not', { count: may_not.length })}</summary>
      <p className="interpreting-quiet">{t('interpreting.may_not_why')}</p>
      <List label={t('interpreting.may_not', { count: may_not.length })}>
        {may_not.map(({ interpreter_id, name, why }) => (
          <ListItem
            key={interpreter_id}
            icon="shield"
            title={<Name>{name}</Name>}
            detail={
              <ul className="interpreting-reasons">
                {gateWords(why).map((words) => (
                  <li key={words} className="interpreting-against">
                    {words}
                  </li>
                ))}
              </ul>
            }
          />
        ))}
      </List>
    </details>
  )
}

interface Props {
  wish: Wish
  /** Absent where one may only look and call. */
  onChoose?: ((chosen: Chosen) => void) | undefined
  /** Who was asked for this appointment, and how it stands. */
  asked?: ReadonlyMap<string, BookingStatus>
}

export function WhoMayCome({ wish, onChoose, asked }: Props) {
  const found = useGet(findInterpreters, wish, { keepPrevious: true })
  return (
    <Stack>
      <RuleLine case_id={wish.case_id} />
      <Loaded of={found}>
        {({ need, remote_first, may_come, may_not }) => (
          <Stack>
            {remote_first && (
              <Notice tone={need.mode === 'in_person' ? 'warning' : 'info'}>{t('interpreting.remote_first')}</Notice>
            )}
            {may_come.length === 0 ? (
              <EmptyState icon="language" title={t('interpreting.nobody')}>
                {t('interpreting.nobody_how')}
              </EmptyState>
            ) : (
              <Section plain title={t('interpreting.may_come', { count: may_come.length })}>
                <List label={t('interpreting.may_come', { count: may_come.length })}>
                  {may_come.map((who, place) => (
                    <One
                      key={who.interpreter_id}
                      who={who}
                      best={place === 0 && who.available}
                      asked={asked?.get(who.interpreter_id)}
                      onChoose={onChoose && (() => onChoose({ who, need, remote_first }))}
                    />
                  ))}
                </List>
              </Section>
            )}
            {may_not.length > 0 && <Refused may_not={may_not} />}
          </Stack>
        )}
      </Loaded>
    </Stack>
  )
}
