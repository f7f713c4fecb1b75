// A picture drawn point by point: what is in a file is never opened as a page of its own.
import { useEffect, useRef } from 'react'
import './drawn.css'

export function Drawn({ bytes, label }: { bytes: string; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let gone = false
    const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
    void createImageBitmap(new Blob([content]))
      .then((picture) => {
        const sheet = canvas.current
        if (gone || !sheet) return
        sheet.width = picture.width
        sheet.height = picture.height
        sheet.getContext('2d')?.drawImage(picture, 0, 0)
        picture.close()
      })
      .catch(() => undefined)
    return () => {
      gone = true
    }
  }, [bytes])
  return <canvas ref={canvas} className="drawn-sheet" role="img" aria-label={label} />
}
