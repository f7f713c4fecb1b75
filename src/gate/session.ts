// Who sits at the desk and what she may do, as the server says it; asked once when the desk opens.
import { createContext, useContext } from 'react'
import { problemOf } from './call.ts'

export interface Session {
  actor: {
    staff_id: string
    name: string
    organisation_id: string
    organisation_name: string
    organisation_kind: 'own' | 'partner'
    roles: string[]
    office_id: string | null
  }
  language: string
  may: Record<string, boolean>
  demo: boolean
  /** Base64 of 32 bytes that open this person's drafts; kept in memory only. */
  draft_key?: string
  idle_minutes?: number
  /** False until a second factor protects this account. */
  protected?: boolean
}

/** The session, or null when nobody is signed in. */
export const loadSession = async (): Promise<Session | null> => {
  const response = await fetch('/api/session', {
    headers: { accept: 'application/json', 'x-amparo': '1' },
    credentials: 'same-origin',
    cache: 'no-store',
  })
  if (response.status === 401) return null
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw problemOf(response.status, body)
  return body as Session
}

export const SessionContext = createContext<Session | null>(null)

export const useSession = (): Session => {
  const session = useContext(SessionContext)
  if (!session) throw new Error('a screen behind sign-in was drawn without a session')
  return session
}

/** Null on the screens before signing in. */
export const useSessionIfAny = (): Session | null => useContext(SessionContext)
