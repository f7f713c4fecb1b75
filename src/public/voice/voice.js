// Speaking instead of writing: listens, changes the voice here, lets it be heard, and hands it to the form. The sound
// lies in memory alone and is forgotten with the page.
;(() => {
  const longest = 120
  let now
  const wav = ({ samples, rate }) => {
    const view = new DataView(new ArrayBuffer(44 + samples.length * 2))
    const word = (at, text) => {
      for (const [place, letter] of [...text].entries()) view.setUint8(at + place, letter.charCodeAt(0))
    }
    const numbers = [
      [4, 36 + samples.length * 2],
      [16, 16],
      [24, rate],
      [28, rate * 2],
      [40, samples.length * 2],
    ]
    for (const [at, value] of numbers) view.setUint32(at, value, true)
    for (const [at, value] of [
      [20, 1],
      [22, 1],
      [32, 2],
      [34, 16],
    ])
      view.setUint16(at, value, true)
    word(0, 'RIFF')
    word(8, 'WAVEfmt ')
    word(36, 'data')
    for (const [at, value] of samples.entries())
      view.setInt16(44 + at * 2, Math.max(-1, Math.min(1, value)) * 32767, true)
    return new Blob([view.buffer], { type: 'audio/wav' })
  }
  const part = (box, name) => box.querySelector(`[data-v="${name}"]`)
  const shown = (box, ...names) => {
    for (const each of box.querySelectorAll('[data-v]'))
      if (each.dataset.v !== 'time') each.hidden = !names.includes(each.dataset.v)
  }
  const clock = (box, seconds) => {
    part(box, 'time').textContent =
      seconds < 0 ? '' : `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
  }
  const hush = () => {
    if (!now) return
    for (const track of now.stream.getTracks()) track.stop()
    now.listener.disconnect()
    now.context.close()
  }
  const acts = {
    async start(box) {
      const form = box.closest('form')
      form.notes = []
      let stream
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true },
        })
      } catch {
        return shown(box, 'start', 'refused')
      }
      const context = new AudioContext()
      const listener = context.createScriptProcessor(4096, 1, 1)
      const heard = []
      now = { stream, context, listener, heard, box }
      listener.onaudioprocess = ({ inputBuffer }) => {
        // Whoever left the page speaks to nobody any more.
        if (!box.isConnected) return hush()
        heard.push(inputBuffer.getChannelData(0).slice())
        const seconds = (heard.length * 4096) / context.sampleRate
        clock(box, seconds)
        if (seconds >= longest) acts.stop(box)
      }
      context.createMediaStreamSource(stream).connect(listener)
      listener.connect(context.destination)
      shown(box, 'stop', 'recording')
      part(box, 'stop').focus()
    },
    async stop(box) {
      if (!now?.heard) return
      const { heard, context } = now
      const rate = context.sampleRate
      hush()
      now = undefined
      shown(box, 'changing')
      await new Promise((wait) => setTimeout(wait, 60))
      const whole = new Float32Array(heard.length * 4096)
      for (const [at, piece] of heard.entries()) whole.set(piece, at * 4096)
      const changed = changeVoice(whole, rate)
      // What was really said is written over at once.
      whole.fill(0)
      for (const piece of heard) piece.fill(0)
      box.changed = changed
      box.closest('form').notes = [wav(changed)]
      shown(box, 'play', 'again', 'remove', 'ready')
      part(box, 'play').focus()
    },
    play(box) {
      box.player?.close()
      const context = new AudioContext()
      box.player = context
      const sound = context.createBuffer(1, box.changed.samples.length, box.changed.rate)
      sound.copyToChannel(box.changed.samples, 0)
      const source = context.createBufferSource()
      source.buffer = sound
      source.connect(context.destination)
      source.onended = () => context.close().catch(() => {})
      source.start()
    },
    again: (box) => acts.start(box),
    remove(box) {
      box.changed = undefined
      box.closest('form').notes = []
      clock(box, -1)
      shown(box, 'start')
      part(box, 'start').focus()
    },
  }
  window.speak = (knob) => acts[knob.dataset.v]?.(knob.closest('[data-voice]'))
})()
