// Before somebody is offered or confirmed, and again whenever a fact changes, whoever changes it: what breaks a gate is stopped
// in the same transaction, and whoever changed the fact is told nothing of it.
import type { AskedByStaff } from '#gate/answer.ts'
import { newId } from '#kit/id.ts'
import { GuardianWords } from '#minors/guardian.ts'
import { openWords } from '#minors/side.api.ts'
import { exclusionPlace } from '#people/exclusion.store.ts'
import { ExclusionDetails } from '#people/exclusion.ts'
import { identityPlace } from '#people/identity.store.ts'
import { Identity } from '#people/identity.ts'
import { onChange, onChangeUnderRoof, type UnderOneRoof } from '#people/look-again.api.ts'
import { relatedPlace } from '#people/related.store.ts'
import { RelatedPerson } from '#people/related.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { type Candidate, confirmGates, type HerSide, isNamed, offerGates, type Session } from './gates.rules.ts'
import * as store from './gates.store.ts'
import { interpreterOpener, type OpenInterpreter } from './register.store.ts'
import { InterpretingRule, noRule } from './rules-of-hers.ts'

type Asking = Pick<AskedByStaff<unknown>, 'tx' | 'vault' | 'actor' | 'today'>

const bytes = (text: string) => Buffer.from(text, 'base64')

export const openRule = (keys: CaseKeyRing, at: At, sealed: Buffer | null): InterpretingRule =>
  sealed ? openJson(keys.of(sealed), store.rulePlace(at), sealed, InterpretingRule) : noRule

const guardianOf = (keys: CaseKeyRing, at: At, text: string | null): string[] => {
  if (text === null) return []
  const { name } = openWords(keys, at, 'guardian', at.case_id, bytes(text), GuardianWords)
  return name ? [name] : []
}

type Resident = At & Pick<store.HerRow, 'keys'> & { sealed: Buffer }

/** What somebody who lives in the same house is called; it is held against a name and told to nobody. */
const openResident = async ({ tx, vault }: Asking, { keys: wrapped, sealed, ...at }: Resident): Promise<string[]> => {
  if (!wrapped) return []
  const keys = await vault.openCaseKeys(tx, at, wrapped)
  const identity = openJson(keys.of(sealed), identityPlace(at.organisation_id, at.case_id), sealed, Identity)
  return identity.names.flatMap((each) => [each.text, each.latin]).filter(Boolean)
}

export const openHerSide = async (asking: Asking, at: At, row: store.HerRow): Promise<HerSide> => {
  const { tx, vault } = asking
  const keys = await vault.openCaseKeys(tx, at, row.keys)
  const residents: string[] = []
  for (const each of row.residents)
    residents.push(...(await openResident(asking, { ...each, sealed: bytes(each.sealed) })))
  return {
    rule: openRule(keys, at, row.rule === null ? null : bytes(row.rule)),
    named: [
      ...row.named.flatMap(({ related_id, sealed: text }) => {
        const sealed = bytes(text)
        const { name } = openJson(keys.of(sealed), relatedPlace(at, related_id), sealed, RelatedPerson)
        return name ? [name] : []
      }),
      ...guardianOf(keys, at, row.guardian),
      ...residents,
    ],
    exclusions: row.exclusions.map(({ sealed: text, ...days }) => {
      const sealed = bytes(text)
      const place = exclusionPlace(at, days.exclusion_id)
      return { ...days, what: openJson(keys.of(sealed), place, sealed, ExclusionDetails).what }
    }),
  }
}

export const openCandidate = async (open: OpenInterpreter, row: store.FactsRow): Promise<Candidate> => ({
  interpreter_id: row.interpreter_id,
  status: row.status as Candidate['status'],
  gender: row.gender as Candidate['gender'],
  modes: row.modes as Session['mode'][],
  details: await open({ ...row, sealed: bytes(row.sealed) }),
  languages: row.languages,
  vetting: row.vetting,
})

const lookAt = async (asking: Asking, rows: store.LiveBookingRow[]): Promise<void> => {
  const open = interpreterOpener(asking.tx, asking.vault, asking.actor.organisation_id)
  for (const row of rows) {
    const hers = await openHerSide(asking, row, row.her)
    const who = await openCandidate(open, row.interpreter)
    const { language, dialect, on_day: on, mode } = row
    const session: Session = { language, dialect, on, mode: mode as Session['mode'] }
    const gates = row.status === 'confirmed' ? confirmGates : offerGates
    const [broken] = gates(who, hers, session, row.conflict_declared, asking.today)
    if (broken) await store.stopBooking(asking.tx, row.booking_id, broken, newId())
  }
}

export const lookAgainAtFile = async (asking: Asking, case_id: string): Promise<void> =>
  lookAt(asking, await store.listToLookAt(asking.tx, { case_id }))

export const lookAgainAtInterpreter = async (asking: Asking, interpreter_id: string): Promise<void> =>
  lookAt(asking, await store.listToLookAt(asking.tx, { interpreter_id }))

/** Each name is opened once, however many are booked for those who live there. */
const lookUnderRoof = async (asking: Asking, where: UnderOneRoof): Promise<void> => {
  const names = new Map<string, string[]>()
  const openers = new Map<string, OpenInterpreter>()
  const stopped = new Set<string>()
  for (const row of await store.listHousematesToLookAt(asking.tx, where)) {
    const { booking_id, interpreter_organisation_id: house, case_id, organisation_id, keys } = row
    if (stopped.has(booking_id)) continue
    const open = openers.get(house) ?? interpreterOpener(asking.tx, asking.vault, house)
    openers.set(house, open)
    const theirs =
      names.get(case_id) ??
      (await openResident(asking, { organisation_id, case_id, keys, sealed: row.sealed_identity }))
    names.set(case_id, theirs)
    if (!isNamed((await open(row)).names, theirs)) continue
    stopped.add(booking_id)
    await store.stopBooking(asking.tx, booking_id, 'named_in_file', newId())
  }
}

onChange(lookAgainAtFile)
onChangeUnderRoof(lookUnderRoof)
