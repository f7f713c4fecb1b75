// The figure injuries are marked on: an outline of a grown person or a child, front and back, the same for everybody, and
// the name of the part of the body a mark stands on. Drawn from one half, so that both sides are alike.
import type { Figure, FigureSide } from './injury.ts'

/** Width and height of the drawing; a mark's place is in thousandths of them. */
export const figureBox = { width: 200, height: 400 } as const
const middle = figureBox.width / 2

type Point = readonly [x: number, y: number]

/** From the top of the head down the outside and up the inside of the leg, seen from the middle line. */
const halves: Record<Figure, readonly Point[]> = {
  adult: [
    ...([
      [0, 10],
      [14, 14],
      [20, 32],
      [16, 50],
      [9, 59],
      [10, 70],
      [26, 77],
      [40, 84],
      [46, 100],
      [49, 130],
    ] as const),
    ...([
      [54, 162],
      [60, 190],
      [65, 212],
      [70, 226],
      [69, 243],
      [63, 247],
      [58, 236],
      [55, 214],
      [48, 188],
    ] as const),
    ...([
      [42, 160],
      [37, 130],
      [32, 108],
      [30, 132],
      [29, 158],
      [30, 182],
      [33, 206],
      [34, 240],
      [30, 272],
    ] as const),
    ...([
      [27, 294],
      [29, 318],
      [25, 346],
      [18, 372],
      [21, 384],
      [25, 393],
      [16, 396],
      [7, 392],
      [7, 374],
    ] as const),
    ...([
      [9, 346],
      [7, 318],
      [8, 294],
      [6, 262],
      [3, 236],
      [0, 220],
    ] as const),
  ],
  child: [
    ...([
      [0, 62],
      [18, 67],
      [26, 90],
      [21, 112],
      [10, 124],
      [10, 132],
      [22, 138],
      [33, 144],
      [39, 158],
      [42, 184],
    ] as const),
    ...([
      [47, 210],
      [53, 234],
      [57, 252],
      [61, 264],
      [60, 278],
      [54, 281],
      [50, 271],
      [47, 254],
      [41, 230],
    ] as const),
    ...([
      [36, 208],
      [31, 184],
      [27, 166],
      [26, 190],
      [25, 212],
      [27, 232],
      [30, 250],
      [30, 278],
      [26, 304],
    ] as const),
    ...([
      [24, 322],
      [25, 342],
      [21, 362],
      [16, 378],
      [19, 386],
      [23, 394],
      [14, 396],
      [6, 393],
      [6, 378],
    ] as const),
    ...([
      [7, 362],
      [5, 342],
      [6, 322],
      [4, 298],
      [2, 276],
      [0, 262],
    ] as const),
  ],
}

const fixed = (value: number): string => String(Math.round(value * 10) / 10)
const at = ([x, y]: Point): string => `${fixed(x)} ${fixed(y)}`

/** A smooth closed line through all points. */
const smooth = (points: readonly Point[]): string => {
  const of = (index: number): Point => points[(index + points.length) % points.length]!
  const bend = ([ax, ay]: Point, [bx, by]: Point, [px, py]: Point, sign: 1 | -1): Point => [
    px + (sign * (bx - ax)) / 6,
    py + (sign * (by - ay)) / 6,
  ]
  const curves = points.map((point, index) => {
    const [before, next, after] = [of(index - 1), of(index + 1), of(index + 2)]
    return `C${at(bend(before, next, point, 1))} ${at(bend(point, after, next, -1))} ${at(next)}`
  })
  return `M${at(points[0]!)}${curves.join('')}Z`
}

export const outlineOf = (figure: Figure): string => {
  const half = halves[figure]
  const right = half.map(([x, y]): Point => [middle + x, y])
  const left = half.slice(1, -1).map(([x, y]): Point => [middle - x, y])
  return smooth([...right, ...left.reverse()])
}

/** A few lines that tell front from back; nothing that tells more. */
export const linesOf = (figure: Figure, side: FigureSide): string[] => {
  const { chest, belly, hips, knee } = bands[figure]
  const down = (y: number) => `M${middle - 20} ${y}q8 5 16 1M${middle + 20} ${y}q-8 5 -16 1`
  const knees = `M${middle - 24} ${knee}q7 4 13 0M${middle + 24} ${knee}q-7 4 -13 0`
  if (side === 'front') return [down(chest - 44), `M${middle - 1.5} ${belly - 12}h3`, knees]
  return [
    `M${middle} ${chest - 50}V${hips - 26}`,
    `M${middle - 22} ${chest - 30}q8 12 14 14M${middle + 22} ${chest - 30}q-8 12 -14 14`,
    `M${middle - 20} ${hips}q10 6 19 -1M${middle + 20} ${hips}q-10 6 -19 -1`,
    knees,
  ]
}

/** Where one part of the body ends and the next begins, from above. */
const bands = {
  adult: {
    head: 60,
    neck: 75,
    chest: 132,
    belly: 186,
    hips: 224,
    knee: 292,
    shin: 306,
    ankle: 374,
    elbow: 160,
    wrist: 212,
  },
  child: {
    head: 125,
    neck: 137,
    chest: 184,
    belly: 232,
    hips: 264,
    knee: 321,
    shin: 333,
    ankle: 379,
    elbow: 208,
    wrist: 252,
  },
} as const

export const regions = [
  ...['head', 'neck', 'chest', 'belly', 'hips', 'upper_back', 'lower_back', 'buttocks'],
  ...['upper_arm', 'forearm', 'hand', 'thigh', 'knee', 'lower_leg', 'foot'],
] as const
export type Region = (typeof regions)[number]
/** Seen from the person: left is the person's left. */
export type BodySide = 'left' | 'right' | 'middle'

const isArm = (figure: Figure, across: number, y: number): boolean => {
  const { neck, wrist } = bands[figure]
  const bound = figure === 'adult' ? 32 + (y - 100) * 0.14 : 27 + (y - 160) * 0.16
  return y > neck && y < wrist + 40 && across > Math.max(bound, 24)
}

const trunkOf = (figure: Figure, side: FigureSide, y: number): Region => {
  const { head, neck, chest, belly } = bands[figure]
  if (y < head) return 'head'
  if (y < neck) return 'neck'
  if (y < chest) return side === 'front' ? 'chest' : 'upper_back'
  if (y < belly) return side === 'front' ? 'belly' : 'lower_back'
  return side === 'front' ? 'hips' : 'buttocks'
}

/** The part of the body a mark stands on, and on which side of the person. */
export const regionOf = (
  figure: Figure,
  mark: { side: FigureSide; x: number; y: number },
): { region: Region; side: BodySide } => {
  const x = (mark.x / 1000) * figureBox.width - middle
  const y = (mark.y / 1000) * figureBox.height
  const { hips, knee, shin, ankle, elbow, wrist } = bands[figure]
  // Who faces us has their right hand on our left.
  const hand: BodySide = x === 0 ? 'middle' : x < 0 === (mark.side === 'front') ? 'right' : 'left'
  if (isArm(figure, Math.abs(x), y))
    return { region: y < elbow ? 'upper_arm' : y < wrist ? 'forearm' : 'hand', side: hand }
  if (y >= hips) {
    const region = y < knee - 14 ? 'thigh' : y < shin ? 'knee' : y < ankle ? 'lower_leg' : 'foot'
    return { region, side: hand }
  }
  return { region: trunkOf(figure, mark.side, y), side: Math.abs(x) < 6 ? 'middle' : hand }
}

const centre = (figure: Figure, region: Region): Point => {
  const { head, neck, chest, belly, hips, knee, shin, ankle, elbow, wrist } = bands[figure]
  const arm = figure === 'adult' ? [43, 51, 64] : [36, 44, 55]
  const leg = figure === 'adult' ? 18 : 15
  const between = (a: number, b: number) => (a + b) / 2
  const places: Record<Region, Point> = {
    head: [0, head - 24],
    neck: [0, between(head, neck)],
    chest: [0, between(neck, chest)],
    upper_back: [0, between(neck, chest)],
    belly: [0, between(chest, belly)],
    lower_back: [0, between(chest, belly)],
    hips: [0, between(belly, hips)],
    buttocks: [0, between(belly, hips)],
    upper_arm: [arm[0]!, between(neck + 20, elbow)],
    forearm: [arm[1]!, between(elbow, wrist)],
    hand: [arm[2]!, wrist + 18],
    thigh: [leg, between(hips, knee - 14)],
    knee: [leg, knee],
    lower_leg: [leg - 1, between(shin, ankle)],
    foot: [leg - 3, ankle + 14],
  }
  return places[region]
}

const ofFront: readonly Region[] = ['chest', 'belly', 'hips']
const ofBack: readonly Region[] = ['upper_back', 'lower_back', 'buttocks']

export const regionsOf = (side: FigureSide): Region[] =>
  regions.filter((region) => !(side === 'front' ? ofBack : ofFront).includes(region))

/** Where a mark is put by whoever chooses a part of the body instead of pointing at it. */
export const placeOf = (figure: Figure, side: FigureSide, region: Region, hand: BodySide): { x: number; y: number } => {
  const [across, y] = centre(figure, region)
  const wide = across === 0 && hand !== 'middle' ? 12 : across
  const sign = hand === 'middle' ? 0 : (hand === 'right') === (side === 'front') ? -1 : 1
  const x = middle + (sign === 0 && across > 0 ? across : sign * wide)
  return { x: Math.round((x / figureBox.width) * 1000), y: Math.round((y / figureBox.height) * 1000) }
}
