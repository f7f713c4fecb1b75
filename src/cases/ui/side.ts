// Which side of the file is open. The address keeps it, so that a link or a reload comes back to the same side.
import { useNavigate, useSearch } from '@tanstack/react-router'

export const useSide = (): [side: string | undefined, open: (side: string) => void] => {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const side = typeof search.tab === 'string' ? search.tab : undefined
  return [side, (tab) => void navigate({ search: { ...search, tab } as never, replace: true, to: '.' as never })]
}
