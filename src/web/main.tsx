// Opens the desk: who is here, in which language, then the first screen.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { I18nProvider, RouterProvider as LinkProvider } from 'react-aria-components'
import { createRoot } from 'react-dom/client'
import { whenSignedOut } from '#gate/call.ts'
import { loadSession, type Session, SessionContext } from '#gate/session.ts'
import { isProblem } from '#kit/problem.ts'
import { locale } from '#kit/say.ts'
import '#kit/ui/styles.css'
import './shell.css'
import { Broken } from './Broken.tsx'
import { languageForVisit, loadLanguage } from './load-language.ts'
import { wearLook } from './look.ts'
import { beforeSignIn, createDeskRouter } from './router.tsx'
import { toSignIn } from './sign-out.ts'

wearLook()

const client = new QueryClient({
  defaultOptions: {
    // The call itself already repeats what a broken line lost.
    queries: { retry: false, staleTime: 15_000, gcTime: 5 * 60_000 },
    mutations: { retry: false },
  },
})

const open = async (): Promise<void> => {
  const guess = languageForVisit()
  const [session, failure] = await Promise.all([
    loadSession().then(
      (found): [Session | null, unknown] => [found, undefined],
      (error): [null, unknown] => [null, error],
    ),
    loadLanguage(guess),
  ]).then(([answer]) => answer)
  const language = languageForVisit(session?.language)
  if (language !== guess) await loadLanguage(language)

  const root = createRoot(document.getElementById('desk')!)
  if (failure && !(isProblem(failure) && failure.kind === 'signed_out')) {
    root.render(<Broken error={failure} />)
    return
  }
  const router = createDeskRouter()
  if (!session && !beforeSignIn(location.pathname)) toSignIn('replace')
  if (session) {
    whenSignedOut(() => toSignIn('load'))
    void import('#gate/drafts.ts').then(({ openDrafts }) => openDrafts(session.draft_key, session.actor.staff_id))
  }
  root.render(
    <StrictMode>
      <I18nProvider locale={locale()}>
        <LinkProvider navigate={(path) => router.history.push(path)}>
          <QueryClientProvider client={client}>
            <SessionContext value={session}>
              <RouterProvider router={router} />
            </SessionContext>
          </QueryClientProvider>
        </LinkProvider>
      </I18nProvider>
    </StrictMode>,
  )
}

void open()
