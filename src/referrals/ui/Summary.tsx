// The minimal summary, field by field: what leaves is what is shown, on both sides.
import { Badge, Facts, Prose } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { ReferralSummary, SentSummary } from '../referral.ts'
import { marksOf, summaryNames, summaryWords } from './referral-words.ts'

export function Summary({ summary }: { summary: ReferralSummary | SentSummary }) {
  return (
    <Facts
      items={[
        ...('from' in summary
          ? [{ label: t('referrals.field.from'), value: <bdi dir="auto">{summary.from}</bdi> }]
          : []),
        ...summaryNames.map((name) => ({
          label: t(`referrals.field.${name}`),
          value:
            name === 'words' ? (
              <Prose>{summaryWords(summary, name)}</Prose>
            ) : (
              <span dir="auto">{summaryWords(summary, name)}</span>
            ),
        })),
      ]}
    />
  )
}

export function Marks({ of }: { of: Parameters<typeof marksOf>[0] }) {
  return (
    <>
      {marksOf(of).map(({ tone, text }) => (
        <Badge key={text} tone={tone}>
          {text}
        </Badge>
      ))}
    </>
  )
}
