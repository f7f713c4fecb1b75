// How high a voice is, measured on its samples: for tests that must know whether it was changed.

/** The pitch of each tenth of a second in which there is one, by its strongest repetition. */
export const pitchesOf = (samples: Float32Array, rate: number): (number | null)[] => {
  const found: (number | null)[] = []
  const size = Math.round(rate * 0.06)
  for (let from = 0; from + size * 2 < samples.length; from += Math.round(rate * 0.1)) {
    const loud = samples.subarray(from, from + size).reduce((sum, x) => sum + x * x, 0)
    let [best, bestLag] = [0, 0]
    const all: number[] = []
    for (let lag = Math.floor(rate / 320); lag < rate / 65; lag += 1) {
      let [sum, other] = [0, 1e-9]
      for (let at = from; at < from + size; at += 1) {
        sum += samples[at]! * samples[at + lag]!
        other += samples[at + lag]! ** 2
      }
      all[lag] = sum / Math.sqrt((loud + 1e-9) * other)
      if (all[lag]! > best) [best, bestLag] = [all[lag]!, lag]
    }
    // The shortest repetition nearly as good is the pitch; the others are two and three of it.
    for (let lag = Math.floor(rate / 320); lag < bestLag; lag += 1)
      if (all[lag]! > best * 0.9 && all[lag]! >= (all[lag - 1] ?? 0) && all[lag]! >= (all[lag + 1] ?? 0)) {
        bestLag = lag
        break
      }
    found.push(loud > size * 1e-4 && best > 0.5 ? rate / bestLag : null)
  }
  return found
}
export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
