// A figure against its floor, measured in the same run: what is printed, and what is kept for the next comparison.
export interface Figure {
  name: string
  connections: number | null
  value: number
  unit: string
  floor: number | null
  ratio: number | null
  goal: number
  holds: boolean
}

/** `ratio`: where it was taken otherwise than from these two. */
export const againstFloor = (
  name: string,
  connections: number,
  value: number,
  floor: number,
  goal: number,
  ratio = value / floor,
): Figure => {
  return { name, connections, value, unit: 'ms', floor, ratio, goal, holds: ratio <= goal }
}

export const within = (name: string, value: number, unit: string, goal: number): Figure => ({
  name,
  connections: null,
  value,
  unit,
  floor: null,
  ratio: null,
  goal,
  holds: value <= goal,
})

const shown = (value: number | null): string => (value === null ? '' : value.toFixed(value < 10 ? 2 : 0))

export const asTable = (figures: Figure[]): string =>
  [
    ['name', 'conn', 'value', 'unit', 'floor', 'ratio', 'goal', ''],
    ...figures.map((f) => [
      f.name,
      shown(f.connections).replace('.00', ''),
      shown(f.value),
      f.unit,
      shown(f.floor),
      shown(f.ratio),
      shown(f.goal),
      f.holds ? 'holds' : 'FALLS SHORT',
    ]),
  ]
    .map((row) => row.map((cell, place) => (place === 0 ? cell.padEnd(34) : cell.padStart(8))).join(' '))
    .join('\n')
