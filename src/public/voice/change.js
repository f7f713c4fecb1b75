// Changes a voice so that it cannot be changed back. Of what was said only how loud each of some bands is, moment by
// moment, goes on; a new sound with a pitch of its own is shaped by it, through bands that lie elsewhere. The speaker's
// own pitch, its rise and fall and the fine grain of the voice are in nothing that comes out.
// biome-ignore lint/correctness/noUnusedVariables: served together with voice.js, which uses it
const changeVoice = (heard, heardRate, random = Math.random) => {
  const rate = 8000
  const between = (from, to) => from + (to - from) * random()

  const filter = (kind, hertz, q, at = rate) => {
    const w = (2 * Math.PI * Math.min(hertz, at * 0.49)) / at
    const [cos, alpha] = [Math.cos(w), Math.sin(w) / (2 * q)]
    const a0 = 1 + alpha
    const b = {
      low: [(1 - cos) / 2, 1 - cos, (1 - cos) / 2],
      high: [(1 + cos) / 2, -1 - cos, (1 + cos) / 2],
      band: [alpha, 0, -alpha],
    }[kind]
    return { b: [...b, -2 * cos, 1 - alpha].map((each) => each / a0), x1: 0, x2: 0, y1: 0, y2: 0 }
  }
  /** Through one filter, from here to there, into `to`; a filter remembers where it was. */
  const pass = (f, input, to = new Float32Array(input.length), from = 0, end = input.length) => {
    const [b0, b1, b2, a1, a2] = f.b
    let { x1, x2, y1, y2 } = f
    for (let at = from; at < end; at += 1) {
      const x = input[at]
      const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
      x2 = x1
      x1 = x
      y2 = y1
      y1 = y
      to[at] = y
    }
    Object.assign(f, { x1, x2, y1, y2 })
    return to
  }
  const twice = (make, input) => pass(make(), pass(make(), input))

  // To the rate of a telephone line: nothing above it is needed to be understood.
  const narrow = twice(() => filter('low', 3500, 0.7, heardRate), heard)
  const count = Math.floor((heard.length * rate) / heardRate)
  const said = new Float32Array(count)
  for (let at = 0; at < count; at += 1) {
    const place = (at * heardRate) / rate
    const before = Math.floor(place)
    const next = narrow[before + 1] ?? 0
    said[at] = narrow[before] + (next - narrow[before]) * (place - before)
  }

  // Where there is voice and where there is breath, and how high the speaker speaks, to stay away from it.
  const hop = 80
  const frames = Math.ceil(count / hop)
  const voiced = new Float32Array(frames)
  const pitches = []
  for (let frame = 0; frame < frames; frame += 1) {
    const from = frame * hop
    let [best, bestLag, energy] = [0, 0, 1e-9]
    for (let at = from; at < from + 320; at += 2) energy += (said[at] || 0) ** 2
    for (let lag = 20; lag < 134; lag += 2) {
      let [sum, other] = [0, 1e-9]
      for (let at = from; at < from + 320; at += 2) {
        const late = said[at + lag] || 0
        sum += (said[at] || 0) * late
        other += late * late
      }
      const like = sum / Math.sqrt(energy * other)
      if (like > best) [best, bestLag] = [like, lag]
    }
    const loud = energy > 0.002
    voiced[frame] = loud ? Math.min(1, Math.max(0, (best - 0.35) * 3)) : 0
    if (loud && best > 0.6) pitches.push(rate / bestLag)
  }
  pitches.sort((a, b) => a - b)
  const own = pitches[pitches.length >> 1] || 0
  const far = (pitch) => !own || [0.5, 1, 2].every((times) => Math.abs(Math.log(pitch / (own * times))) > 0.2)
  let pitch = between(85, 245)
  for (let tries = 0; tries < 50 && !far(pitch); tries += 1) pitch = between(85, 245)
  const shift = random() < 0.5 ? between(0.72, 0.82) : between(1.2, 1.34)

  // A new sound: pulses where there is voice, breath where there is none, wandering by chance, so that no two moments
  // are moved alike.
  const made = new Float32Array(count)
  const steps = Math.ceil(count / 160)
  const sways = new Float32Array(steps)
  let [phase, drift, driftTo, sway, swayTo, grain] = [0, 1, 1, 1, 1, 1]
  for (let at = 0; at < count; at += 1) {
    if (at % 160 === 0) {
      if (random() < 0.05) driftTo = between(0.88, 1.12)
      if (random() < 0.05) swayTo = between(0.96, 1.04)
      drift += (driftTo - drift) * 0.12
      sway += (swayTo - sway) * 0.12
      sways[at / 160] = sway
    }
    phase += (pitch * drift * grain) / rate
    let pulse = 0
    if (phase >= 1) {
      phase -= 1
      grain = between(0.97, 1.03)
      pulse = Math.sqrt(rate / pitch)
    }
    const tone = voiced[Math.floor(at / hop)]
    made[at] = pulse * tone + (random() * 2 - 1) * (0.15 + 1.6 * (1 - tone))
  }

  let out = new Float32Array(count)
  for (let band = 0; band < 24; band += 1) {
    const hertz = 240 * (3450 / 240) ** (band / 23)
    const loud = twice(() => filter('band', hertz, 6), said)
    for (let at = 0; at < count; at += 1) loud[at] = Math.abs(loud[at])
    const follow = twice(() => filter('low', 35, 0.7), loud)
    const speak = [0, 1].map(() => filter('band', hertz * shift, 6))
    const [first, second] = [new Float32Array(count), new Float32Array(count)]
    for (let step = 0; step < steps; step += 1) {
      const [from, end] = [step * 160, Math.min(count, step * 160 + 160)]
      const moved = filter('band', hertz * shift * sways[step], 6).b
      for (const f of speak) f.b = moved
      pass(speak[1], pass(speak[0], made, first, from, end), second, from, end)
    }
    for (let at = 0; at < count; at += 1) out[at] += second[at] * Math.max(0, follow[at])
  }
  out = twice(
    () => filter('low', 3300, 0.7),
    twice(() => filter('high', 300, 0.7), out),
  )
  let most = 0
  for (const value of out) most = Math.max(most, Math.abs(value))
  if (most > 1e-6) for (let at = 0; at < count; at += 1) out[at] *= 0.9 / most
  return { samples: out, rate }
}
