// The voice that leaves is not the voice that spoke: measured on a voice made here, many times, with chance as it falls.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { median, pitchesOf } from '#test/sounds-heard.ts'
import { aVoice } from '#test/sounds-made.ts'
import { voiceScript } from './voice.ts'

interface Changed {
  samples: Float32Array
  rate: number
}
// As it is served: the same text, up to where it listens.
const changeVoice = new Function(`${voiceScript.slice(0, voiceScript.indexOf(';(() => {'))}; return changeVoice`)() as (
  heard: Float32Array,
  rate: number,
  random?: () => number,
) => Changed

const chance = (seed: number) => () => {
  seed = (seed * 16_807) % 2_147_483_647
  return seed / 2_147_483_647
}

/** How loud each frequency is over the whole, smoothed so that single harmonics do not show. */
const spectrumOf = (samples: Float32Array, rate: number): number[] =>
  Array.from({ length: 96 }, (_, place) => {
    const hertz = 300 * (3_300 / 300) ** (place / 95)
    const [size, width] = [512, 0.07 * hertz + 60]
    let sum = 0
    for (const offset of [-0.5, -0.25, 0, 0.25, 0.5]) {
      const w = (2 * Math.PI * (hertz + offset * width)) / rate
      for (let from = 0; from + size < samples.length; from += size * 3) {
        let [re, im] = [0, 0]
        for (let at = 0; at < size; at += 1) {
          const x = samples[from + at]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * at) / size))
          re += x * Math.cos(w * at)
          im += x * Math.sin(w * at)
        }
        sum += re * re + im * im
      }
    }
    return Math.log(sum + 1e-9)
  })

/** By how much the one has to be stretched to lie on the other. */
const stretchOf = (from: number[], to: number[]): number => {
  const step = Math.log(3_300 / 300) / 95
  let [best, bestShift] = [Number.NEGATIVE_INFINITY, 0]
  const centred = (list: number[]) => {
    const mean = list.reduce((sum, x) => sum + x, 0) / list.length
    return list.map((x) => x - mean)
  }
  for (let shift = -18; shift <= 18; shift += 1) {
    const pairs = from.flatMap((x, at) => (to[at + shift] === undefined ? [] : [[x, to[at + shift]!] as const]))
    const [a, b] = [centred(pairs.map(([x]) => x)), centred(pairs.map(([, y]) => y))]
    const dot = a.reduce((sum, x, at) => sum + x * b[at]!, 0)
    const like = dot / Math.sqrt(a.reduce((sum, x) => sum + x * x, 0) * b.reduce((sum, x) => sum + x * x, 0))
    if (like > best) [best, bestShift] = [like, shift]
  }
  return Math.exp(bestShift * step)
}

const powerIn = (samples: Float32Array, rate: number, from: number, to: number): number => {
  let sum = 0
  for (let hertz = from; hertz < to; hertz += 25) {
    const w = (2 * Math.PI * hertz) / rate
    let [re, im] = [0, 0]
    for (let at = 0; at < Math.min(samples.length, 16_000); at += 1) {
      re += samples[at]! * Math.cos(w * at)
      im += samples[at]! * Math.sin(w * at)
    }
    sum += re * re + im * im
  }
  return sum
}

test('pitch and the places of the vowels move by at least a tenth, each time by another amount', (t) => {
  const shifts: number[] = []
  for (const [pitch, formants] of [
    [110, [700, 1200, 2600]],
    [205, [820, 1400, 2850]],
    [150, [400, 1900, 2600]],
  ] as const) {
    const spoken = aVoice(3, { pitch, formants: [...formants], rate: 48_000 })
    const plain = aVoice(3, { pitch, formants: [...formants], rate: 8_000 })
    const pitchOf = (each: Float32Array) => median(pitchesOf(each, 8_000).filter((each) => each !== null))
    const [before, spectrum] = [pitchOf(plain), spectrumOf(plain, 8_000)]
    assert.ok(Math.abs(before / pitch - 1) < 0.08, `measured ${before} for ${pitch}`)
    for (let seed = 1; seed <= 3; seed += 1) {
      const { samples, rate } = changeVoice(spoken, 48_000, chance(seed * 7_919))
      assert.equal(rate, 8_000)
      const after = pitchOf(samples)
      assert.ok(Math.abs(after / before - 1) > 0.12, `pitch ${before} became ${after}`)
      const stretch = stretchOf(spectrum, spectrumOf(samples, rate))
      assert.ok(Math.abs(stretch - 1) >= 0.1, `vowels moved by ${stretch}`)
      shifts.push(stretch, after / before)
    }
  }
  assert.ok(new Set(shifts.map((each) => each.toFixed(2))).size > 8, 'by another amount each time')
  t.diagnostic(
    `vowels × ${shifts
      .filter((_, at) => at % 2 === 0)
      .map((each) => each.toFixed(2))
      .join(' ')}`,
  )
  t.diagnostic(
    `pitch × ${shifts
      .filter((_, at) => at % 2)
      .map((each) => each.toFixed(2))
      .join(' ')}`,
  )
})

test('it stays speech: within the band of a telephone, and loud where there was speech', () => {
  const spoken = aVoice(3, { rate: 48_000 })
  const { samples, rate } = changeVoice(spoken, 48_000, chance(5))
  const within = powerIn(samples, rate, 300, 3_400)
  const below = powerIn(samples, rate, 25, 200)
  const above = powerIn(samples, rate, 3_700, 4_000)
  assert.ok(below < within * 0.02 && above < within * 0.02, `${below / within} ${above / within}`)
  const loudness = (each: Float32Array, at: number) =>
    Array.from({ length: 28 }, (_, tenth) =>
      Math.sqrt(each.subarray(tenth * at * 0.1, (tenth + 1) * at * 0.1).reduce((sum, x) => sum + x * x, 0)),
    )
  const [a, b] = [loudness(spoken, 48_000), loudness(samples, rate)]
  const like = correlation(a, b)
  assert.ok(like > 0.7, `words stay where they were: ${like}`)
})

const correlation = (a: number[], b: number[]): number => {
  const [ma, mb] = [a, b].map((list) => list.reduce((sum, x) => sum + x, 0) / list.length)
  const dot = a.reduce((sum, x, at) => sum + (x - ma!) * (b[at]! - mb!), 0)
  return dot / Math.sqrt(a.reduce((s, x) => s + (x - ma!) ** 2, 0) * b.reduce((s, x) => s + (x - mb!) ** 2, 0))
}

test('how the voice rose and fell is not in what leaves', () => {
  let worst = 0
  for (let seed = 1; seed <= 5; seed += 1) {
    // A voice that rises over three seconds by two thirds.
    const rising = new Float32Array(3 * 8_000)
    let phase = 0
    for (let at = 0; at < rising.length; at += 1) {
      phase += (110 * (1 + (0.66 * at) / rising.length)) / 8_000
      if (phase >= 1) phase -= 1
      rising[at] = (phase < 0.08 ? 1 : -0.05) * 0.4
    }
    const { samples, rate } = changeVoice(rising, 8_000, chance(seed * 104_729))
    const pairs = pitchesOf(samples, rate).flatMap((pitch, at) => (pitch ? [[at, pitch] as const] : []))
    const first = median(pairs.slice(0, 6).map(([, pitch]) => pitch))
    const last = median(pairs.slice(-6).map(([, pitch]) => pitch))
    worst = Math.max(worst, last / first)
  }
  assert.ok(worst < 1.4, `it rose by ${worst}`)
})

test('silence stays silence, nothing breaks, and two minutes take seconds', (t) => {
  for (const length of [0, 1, 79, 5_000])
    assert.ok(changeVoice(new Float32Array(length), 48_000).samples.every((x) => x === 0))
  const start = performance.now()
  changeVoice(aVoice(10, { rate: 48_000 }), 48_000)
  t.diagnostic(`10 s of speech take ${Math.round(performance.now() - start)} ms`)
  const size = gzipSync(voiceScript).length
  t.diagnostic(`the script: ${size} bytes packed`)
  assert.ok(size < 4_000)
})
