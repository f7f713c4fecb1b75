// Exact shares of money: a month is not four weeks, so nothing is rounded before the sum is.
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b))

const lowest = (n: bigint, d: bigint): Fraction => {
  const by = divisor(n < 0n ? -n : n, d)
  return by > 1n ? { n: n / by, d: d / by } : { n, d }
}

/** `whole / of`, of integers. */
export const fraction = (whole: number, of = 1): Fraction => lowest(BigInt(whole), BigInt(of))
export const nothing: Fraction = { n: 0n, d: 1n }
export const plus = (a: Fraction, b: Fraction): Fraction => lowest(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Fraction, b: Fraction): Fraction => lowest(a.n * b.d - b.n * a.d, a.d * b.d)
export const times = (...all: Fraction[]): Fraction =>
  all.reduce((one, each) => lowest(one.n * each.n, one.d * each.d), fraction(1))
export const over = (a: Fraction, b: Fraction): Fraction => lowest(a.n * b.d, a.d * b.n)
export const isMore = (a: Fraction, b: Fraction): boolean => a.n * b.d > b.n * a.d
export const least = (a: Fraction, b: Fraction): Fraction => (isMore(a, b) ? b : a)
export const sumOf = (all: readonly Fraction[]): Fraction => all.reduce(plus, nothing)

/** To a whole number, half upwards. */
export const rounded = ({ n, d }: Fraction): number => {
  const twice = 2n * n + d
  const floor = twice / (2n * d)
  return Number(twice < 0n && twice % (2n * d) !== 0n ? floor - 1n : floor)
}
