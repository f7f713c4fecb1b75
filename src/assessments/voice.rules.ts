// Which of the device's own voices may read a question out. A voice that lives elsewhere would send the question, and
// with it what she is asked about, to somebody else's machines: it is never used.

export interface Voice {
  /** `ne-NP`, or `ne_NP` as some telephones write it. */
  lang: string
  localService: boolean
  default: boolean
}

/** The voice for a language, or undefined: then nothing offers to read aloud. */
export const voiceFor = <Found extends Voice>(voices: readonly Found[], language: string): Found | undefined => {
  const able = voices.filter(
    ({ lang, localService }) => localService && lang.toLowerCase().split(/[-_]/)[0] === language,
  )
  return able.find((voice) => voice.default) ?? able[0]
}
