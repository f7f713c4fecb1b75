// The page of the day with what frightens on top: fetched only when somebody is told of something.
import { lazy, Suspense } from 'react'
import { Today as Page } from '#agenda/ui/Today.tsx'
import { withItsTexts } from './load-language.ts'

const MyProtocols = lazy(async () => ({
  default: (await withItsTexts(import('#safety/ui/MyProtocols.tsx'))).MyProtocols,
}))

export function Today() {
  return (
    <Page
      first={
        <Suspense>
          <MyProtocols />
        </Suspense>
      }
    />
  )
}
