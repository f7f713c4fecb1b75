// Sound played in place, from memory: it has no address anybody could open.
import { useEffect, useState } from 'react'
import type { Sound } from '../media.ts'

/** What a browser needs to be told; never what a sender claimed. */
const types: Record<Sound, string> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  webm: 'audio/webm',
}

export function Played({ bytes, media, label }: { bytes: string; media: Sound; label: string }) {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
    const made = URL.createObjectURL(new Blob([content], { type: types[media] }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, media])
  if (!address) return null
  // biome-ignore lint/a11y/useMediaCaption: nobody has written down what is said
  return <audio controls src={address} aria-label={label} />
}
