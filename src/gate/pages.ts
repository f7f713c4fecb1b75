// Reading a list page by page from a screen: what was read stays while more is asked for, and a write to the same
// endpoint makes it look again.
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import type { ReplyOf, SentInputOf } from '#kit/endpoint.ts'
import type { Problem } from '#kit/problem.ts'
import { type Callable, call } from './call.ts'
import { nameOf } from './query.ts'

interface Paged {
  next: string | null
}

/** `rowsOf` picks the rows of one page; `first` is a page already at hand, so the first look costs no request. */
export const usePages = <E extends Callable, Row>(
  endpoint: E,
  input: SentInputOf<E>,
  rowsOf: (page: ReplyOf<E>) => Row[],
  first?: ReplyOf<E> & Paged,
) => {
  const query = useInfiniteQuery<ReplyOf<E>, Problem, InfiniteData<ReplyOf<E>>, unknown[], string | undefined>({
    queryKey: [...nameOf(endpoint, input), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(endpoint, { ...(input as object), ...(pageParam && { after: pageParam }) } as SentInputOf<E>, { signal }),
    initialPageParam: undefined,
    getNextPageParam: (page) => (page as Paged).next ?? undefined,
    ...(first && { initialData: { pages: [first], pageParams: [undefined] }, staleTime: 30_000 }),
  })
  return {
    error: query.error,
    refetch: query.refetch,
    /** Undefined until the first page is there. */
    data: query.data?.pages.flatMap(rowsOf),
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    busy: query.isFetchingNextPage,
  }
}
