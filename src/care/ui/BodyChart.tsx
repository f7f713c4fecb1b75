// The body chart: a figure from the front and from behind with numbered marks. Pointing puts a mark; whoever does not
// point chooses the part of the body beside it.
import { t } from '#language/here.ts'
import { figureBox, linesOf, outlineOf } from '../figure.rules.ts'
import type { Figure, FigureSide, InjuryMark } from '../injury.ts'
import { placeWords } from '../paper.rules.ts'

type Placed = Pick<InjuryMark, 'side' | 'x' | 'y'>

interface Props {
  figure: Figure
  marks: readonly Placed[]
  /** The mark worked on, by its place in the list. */
  chosen?: number | null
  onChoose?: (index: number) => void
  onPoint?: (at: Placed) => void
}

const { width, height } = figureBox
const sides: readonly FigureSide[] = ['front', 'back']

function OneSide({ figure, side, marks, chosen, onChoose, onPoint }: Props & { side: FigureSide }) {
  const here = marks.map((mark, index) => ({ ...mark, index })).filter((mark) => mark.side === side)
  const words = here.map((mark) => t('care.body.mark', { number: mark.index + 1, place: placeWords(t, figure, mark) }))
  const [start, end] = side === 'front' ? ['care.body.right', 'care.body.left'] : ['care.body.left', 'care.body.right']
  const point = (event: React.MouseEvent<SVGSVGElement>) => {
    if (!onPoint) return
    const box = event.currentTarget.getBoundingClientRect()
    const thousandth = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * 1000)
    onPoint({
      side,
      x: thousandth((event.clientX - box.left) / box.width),
      y: thousandth((event.clientY - box.top) / box.height),
    })
  }
  return (
    <figure className="care-figure">
      <figcaption>{t(`care.body.${side}`)}</figcaption>
      <div className="care-hands">
        <span>{t(start)}</span>
        <span>{t(end)}</span>
      </div>
      <div className="care-figure-box">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the select beside it does the same from a keyboard */}
        <svg
          role="img"
          aria-label={words.length > 0 ? words.join('; ') : t('care.body.no_marks')}
          viewBox={`0 0 ${width} ${height}`}
          className={onPoint ? 'care-body care-body-open' : 'care-body'}
          onClick={point}
        >
          <path d={outlineOf(figure)} className="care-outline" />
          {linesOf(figure, side).map((line) => (
            <path key={line} d={line} className="care-strokes" />
          ))}
          {here.map(({ index, x, y }) => (
            <g
              key={index}
              className={index === chosen ? 'care-mark care-mark-chosen' : 'care-mark'}
              transform={`translate(${(x / 1000) * width} ${(y / 1000) * height})`}
              {...(onChoose && {
                onClick: (event: React.MouseEvent) => {
                  event.stopPropagation()
                  onChoose(index)
                },
              })}
            >
              <circle r="11" />
              <text textAnchor="middle" dominantBaseline="central">
                {index + 1}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </figure>
  )
}

/** Left and right are the body's, not the page's: the figure stays as it is in every direction of writing. */
export function BodyChart(props: Props) {
  return (
    <div className="care-chart" dir="ltr">
      {sides.map((side) => (
        <OneSide key={side} {...props} side={side} />
      ))}
    </div>
  )
}
