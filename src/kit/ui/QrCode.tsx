// A link as a picture to point a telephone at, drawn here: the address never goes through anybody else's machine.
import { useEffect, useState } from 'react'
import './qr-code.css'

interface Squares {
  size: number
  path: string
}

const margin = 4

const draw = async (text: string): Promise<Squares> => {
  const { default: qr } = await import('qrcode')
  const { modules } = qr.create(text, { errorCorrectionLevel: 'M' })
  const cells = Array.from(modules.data, (dark, index) =>
    dark ? `M${(index % modules.size) + margin} ${Math.floor(index / modules.size) + margin}h1v1h-1z` : '',
  )
  return { size: modules.size + 2 * margin, path: cells.join('') }
}

/** Dark on light whatever the desk wears: cameras need it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [squares, setSquares] = useState<Squares | null>(null)
  useEffect(() => {
    let here = true
    void draw(text).then((drawn) => here && setSquares(drawn))
    return () => {
      here = false
    }
  }, [text])
  if (!squares) return <div className="qr-code" aria-busy="true" />
  const { size, path } = squares
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
