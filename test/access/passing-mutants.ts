// Holes planted one at a time in the function that lets somebody ask in passing (0099), which decides by itself who may.
// Its test (src/detection/detection.test.ts) must notice every one.

export interface Weakened {
  name: string
  /** What of its text is taken out, and what stands there instead. */
  from: string
  to: string
}

export const passingMutants: Weakened[] = [
  { name: 'a session that was ended', from: 'me.ended_at is null', to: 'true' },
  { name: 'a session that ran out', from: 'me.expires_at > clock.moment', to: 'true' },
  { name: 'a colleague whose account is closed', from: "me.status = 'active'", to: 'true' },
  { name: 'any role', from: 'x.role = any(me.roles)', to: 'true' },
  { name: 'any action', from: 'x.action = a.action', to: 'true' },
  { name: 'a narrower reach taken for everywhere', from: "x.reach = 'all'", to: 'true' },
  {
    name: 'asked without an entry in the journal',
    from: "'all', '{}' from decided d",
    to: "'all', '{}' from decided d where false",
  },
  {
    name: "written down in another's name",
    from: 'd.moment, d.staff_id, d.organisation_id, d.session_id',
    to: 'd.moment, (select m.staff_id from staff m where m.staff_id <> d.staff_id limit 1), d.organisation_id, d.session_id',
  },
]
