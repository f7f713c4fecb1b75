// How many learned alone, told so that nobody can be made out: of each number within another, neither it nor what is left
// of the other may be a group under five.

/** A number under which nobody is counted. */
export const smallest = 5

const mayStandIn = (part: number, whole: number): boolean =>
  part >= smallest && (whole - part === 0 || whole - part >= smallest)

/** Each is part of the one before it; null is not told. */
export const toldWithin = (counts: readonly number[]): (number | null)[] => {
  let last: number | null = null
  return counts.map((count) => {
    const told = last === null ? count >= smallest : mayStandIn(count, last)
    if (!told) return null
    last = count
    return count
  })
}
