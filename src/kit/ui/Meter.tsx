// How much of something there is: beds free, actions done, how near a goal feels. The number is always written too.
import { Label, Meter as RawMeter } from 'react-aria-components'

interface Props {
  label: string
  value: number
  max?: number
  /** The value in words, such as "3 of 5". */
  text: string
  tone?: 'calm' | 'good' | 'warning' | 'danger'
}

export function Meter({ label, value, max = 100, text, tone = 'calm' }: Props) {
  return (
    <RawMeter value={value} maxValue={max} valueLabel={text} className={`meter meter-${tone}`}>
      {({ percentage }) => (
        <>
          <div className="meter-line">
            <Label>{label}</Label>
            <span>{text}</span>
          </div>
          <div className="meter-bar">
            <div className="meter-fill" style={{ inlineSize: `${percentage}%` }} />
          </div>
        </>
      )}
    </RawMeter>
  )
}
