// Which sitting or reading is open. The address keeps it, so that a crash or a reload comes back to the same question.
import { useNavigate, useSearch } from '@tanstack/react-router'

export const useOpened = (name: 'sitting' | 'reading'): [id: string | undefined, open: (id: string | null) => void] => {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const found = search[name]
  return [
    typeof found === 'string' ? found : undefined,
    (id) => {
      const { [name]: _, ...rest } = search
      void navigate({
        search: { ...rest, tab: 'instruments', ...(id && { [name]: id }) } as never,
        replace: true,
        to: '.' as never,
      })
    },
  ]
}
