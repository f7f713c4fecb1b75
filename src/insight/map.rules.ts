// Moving over a map by the arrow keys: the nearest province in the direction pressed, by the points in their middles.
export interface Spot {
  code: string
  x: number
  y: number
}

const ways: Record<string, [x: number, y: number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}
/** What lies aside counts double: pressing right goes right, not down a little nearer. */
const aside = 2

/** Where an arrow leads; undefined at the edge, and for every other key. */
export const neighbourOf = (spots: Spot[], from: Spot, key: string): Spot | undefined => {
  const way = ways[key]
  if (!way) return undefined
  const ahead = spots.flatMap((spot) => {
    const [x, y] = [spot.x - from.x, spot.y - from.y]
    const along = x * way[0] + y * way[1]
    const across = Math.abs(x * way[1] - y * way[0])
    return along > 0 && across <= along * 2 ? [{ spot, far: along + across * aside }] : []
  })
  return ahead.reduce<(typeof ahead)[number] | undefined>(
    (best, each) => (best && best.far <= each.far ? best : each),
    undefined,
  )?.spot
}
