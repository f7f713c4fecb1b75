// From a file someone chose to sealed parts on the server: pictures are drawn anew where they come from a camera, the
// rest is sent as it is, in parts that may be repeated after a broken line.
import { call } from '#gate/call.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { partsOf } from '../document.rules.ts'
import { beginPage, finishPage, keepPart, mostBytes, partSize } from '../document.ts'

const longestSide = 2_400

/** Draws a picture anew: smaller, and without what the camera wrote into it. Null where this browser cannot read it. */
const redrawn = async (file: Blob): Promise<Blob | null> => {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')
  if (!context) return null
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.86))
}

const isPdf = async (file: Blob): Promise<boolean> => (await file.slice(0, 5).text()) === '%PDF-'

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const base64 = (part: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '')
    reader.onerror = () => reject(new Problem('broken', 'ui.problem.broken'))
    reader.readAsDataURL(part)
  })

/** The same file chosen again goes on where it stopped. */
const begun = new Map<string, string>()

export interface Sent {
  state: 'kept' | 'refused'
  because: string | null
}

export const sendPage = async (
  at: { case_id: string; document_id: string },
  chosen: Blob,
  onProgress: (part: number, parts: number) => void,
): Promise<Sent> => {
  if (chosen.size === 0) return { state: 'refused', because: 'empty' }
  const file = (await isPdf(chosen)) ? chosen : ((await redrawn(chosen)) ?? chosen)
  if (file.size > mostBytes) throw new Problem('invalid', 'documents.file_too_large')
  const sha256 = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  const known = `${at.document_id} ${sha256}`
  const content_id = begun.get(known) ?? newId()
  begun.set(known, content_id)
  const page = { ...at, content_id }
  const { missing } = await call(beginPage, { ...page, size: file.size, sha256 })
  const parts = partsOf(file.size)
  for (const part of missing) {
    onProgress(part + 1, parts)
    const bytes = await base64(file.slice(part * partSize, (part + 1) * partSize))
    const { refused } = await call(keepPart, { ...page, part, bytes })
    if (!refused) continue
    begun.delete(known)
    return { state: 'refused', because: refused }
  }
  const { state, because } = await call(finishPage, page)
  begun.delete(known)
  return { state, because }
}
