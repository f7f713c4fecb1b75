// The beginning of a hash, as people compare it, and the whole of it for whoever copies it.
import { Reference } from '#kit/ui/index.ts'

const shown = 12

export function ShortHash({ hash }: { hash: string }) {
  return (
    <span title={hash}>
      <Reference>{hash.slice(0, shown)}</Reference>
    </span>
  )
}
