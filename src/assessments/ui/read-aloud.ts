// Reading a sentence out with the voice this device has for its language; without one there is nothing to press.
import { useCallback, useEffect, useState } from 'react'
import { languageOf } from '#language/languages.ts'
import { voiceFor } from '../voice.rules.ts'

const speech = (): SpeechSynthesis | undefined => (typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis)

/** `undefined` where the device cannot; pressed while it reads, it stops. What is left behind falls silent. */
export const useReadAloud = (language: string): { read: (text: string) => void; reading: boolean } | undefined => {
  const [voice, setVoice] = useState<SpeechSynthesisVoice>()
  const [reading, setReading] = useState(false)
  useEffect(() => {
    const device = speech()
    // Many devices name their voices a moment after they were asked.
    const look = () => setVoice(voiceFor(device?.getVoices() ?? [], language))
    look()
    device?.addEventListener('voiceschanged', look)
    return () => {
      device?.removeEventListener('voiceschanged', look)
      device?.cancel()
    }
  }, [language])
  const read = useCallback(
    (text: string) => {
      const device = speech()
      if (!device || !voice) return
      const wasReading = device.speaking
      device.cancel()
      setReading(!wasReading)
      if (wasReading) return
      const said = new SpeechSynthesisUtterance(text)
      said.voice = voice
      said.lang = languageOf(language).locale.split('-u-')[0]!
      // A little slower than talk: it is listened to once, and answered.
      said.rate = 0.9
      said.onend = () => setReading(false)
      said.onerror = () => setReading(false)
      device.speak(said)
    },
    [voice, language],
  )
  return voice && { read, reading }
}
