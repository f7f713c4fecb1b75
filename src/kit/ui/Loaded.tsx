// What a screen shows while something comes, when it does not come, and once it is there: one way for all of them.
import type { ReactNode } from 'react'
import { ErrorNotice } from './ErrorNotice.tsx'
import { Skeleton } from './Skeleton.tsx'

interface Props<Data> {
  of: { data: Data | undefined; error: unknown; refetch: () => unknown }
  skeleton?: ReactNode
  children: (data: Data) => ReactNode
}

export function Loaded<Data>({ of, skeleton = <Skeleton />, children }: Props<Data>) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) return <ErrorNotice problem={of.error} onRetry={() => void of.refetch()} />
  return <>{skeleton}</>
}
