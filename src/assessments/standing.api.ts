// How far she is on her own door, and what she answered there, put together with what the desk has.
import type { AskedOnFile } from '#gate/answer.ts'
import { homeVersionOf, openHome } from '#links/home.store.ts'
import { linkState } from '#links/link.rules.ts'
import { type DoorRow, findDoor } from './door.store.ts'
import { homeName, OwnHome } from './door.ts'
import type { KeptSitting } from './kept.ts'
import type { OwnDoor } from './sitting.ts'

export interface Standing {
  row: DoorRow
  door: OwnDoor
  home: OwnHome | null
}

const stateOf = (row: DoorRow, now: string): OwnDoor['state'] => {
  if (row.state === 'done' || row.state === 'stopped') return row.state
  if (linkState(row, now) !== 'open') return 'over'
  return row.state === 'put_off' ? 'put_off' : 'with_her'
}

export const findStanding = async (
  { tx, vault, file, now }: AskedOnFile<unknown>,
  sitting_id: string,
): Promise<Standing | null> => {
  const row = await findDoor(tx, file, sitting_id)
  if (!row) return null
  const { link_id, step, sealed_home, expires_at } = row
  const door = { link_id, state: stateOf(row, now), until: expires_at }
  if (!sealed_home) return { row, door, home: null }
  const pair = await vault.intakeKeyPair(tx, file.organisation_id, homeVersionOf(sealed_home))
  return { row, door, home: OwnHome.parse(openHome(pair, homeName(link_id, step), sealed_home)) }
}

/** What she answered by herself stands above what was answered before. */
export const foldIn = (kept: KeptSitting, { home }: Pick<Standing, 'home'>): KeptSitting =>
  home
    ? {
        ...kept,
        giving: { ...kept.giving, given: 'own_door' },
        answers: { ...kept.answers, ...home.answers },
        put_off: [...kept.put_off, ...home.put_off.map((on) => ({ on, by: null, reason: '' }))],
      }
    : kept
