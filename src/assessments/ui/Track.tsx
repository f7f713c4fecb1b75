// A few steps in a row, the one before outlined and the one now filled; always beside words that say the same.

interface Props {
  values: number[]
  before: number | null
  after: number | null
}

export function Track({ values, before, after }: Props) {
  return (
    <span className="track" aria-hidden="true">
      {values.map((value) => (
        <span
          key={value}
          className={['track-step', value === before && 'track-before', value === after && 'track-after']
            .filter(Boolean)
            .join(' ')}
        />
      ))}
    </span>
  )
}
