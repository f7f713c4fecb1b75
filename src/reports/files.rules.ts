// How a file is cut into parts, and how much of its size is told in the clear.
import { filePartSize, type SizeClass } from './files.ts'

export const sizeClass = (size: number): SizeClass =>
  size <= 256 * 1024 ? 'small' : size <= 2 * 1024 * 1024 ? 'medium' : 'large'

export const cut = <B extends Uint8Array>(bytes: B): B[] =>
  Array.from(
    { length: Math.max(1, Math.ceil(bytes.length / filePartSize)) },
    (_, part) => bytes.subarray(part * filePartSize, (part + 1) * filePartSize) as B,
  )
