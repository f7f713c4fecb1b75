// Holes planted one at a time in the functions of the guard that move a file to another house. Their test
// (src/referrals/transfer-walls.test.ts) must notice every one.

export interface TransferHole {
  name: string
  in: string
  from: string
  to: string
}

export const transferHoles: TransferHole[] = [
  {
    name: 'a house that leads no files takes one over',
    ...{ in: 'who_may_lead', from: 'and o.leads_files', to: '' },
  },
  {
    name: 'led by somebody of another house',
    ...{
      in: 'who_may_lead',
      from: "where s.organisation_id = me.organisation_id and s.status = 'active'",
      to: "where s.status = 'active'",
    },
  },
  {
    name: 'after the consent ran out',
    ...{
      in: 'take_over',
      from: 'not guard.hold_referral_basis(r.consent_id, null, r.case_id, me.organisation_id)',
      to: 'false',
    },
  },
  {
    name: 'more goes than she let go',
    ...{
      in: 'take_over',
      from: 'unnest(held.for_good) s where s = any (chosen)',
      to: 'unnest(held.sections) s where s = any (chosen)',
    },
  },
  {
    name: 'more goes than was chosen',
    ...{ in: 'take_over', from: 'unnest(held.for_good) s where s = any (chosen)', to: 'unnest(held.for_good) s' },
  },
  {
    name: 'what goes may be read there as well',
    ...{ in: 'take_over', from: 'where s <> all (goes)', to: 'where true' },
  },
  {
    name: 'the team stays',
    ...{ in: 'take_over', from: "and kind = 'team' and ended_at is null", to: "and kind = 'team' and false" },
  },
  {
    name: 'other sections are handed out',
    ...{ in: 'goes_along', from: '= any ($3) and', to: "= any (array[''law''] || $3) and" },
  },
  {
    name: 'other sections are laid down',
    ...{ in: 'bring_along', from: '= any ($4) and', to: "= any (array[''law''] || $4) and" },
  },
  {
    name: 'handed out after it moved',
    ...{ in: 'moving_here', from: 'o.moving = pg_current_xact_id_if_assigned() and o.closure_id is null', to: 'true' },
  },
  {
    name: 'handed out to another house',
    ...{ in: 'moving_here', from: 'and o.to_organisation_id = (guard.who()).organisation_id', to: '' },
  },
  {
    name: 'accepted without a file',
    ...{
      in: 'transfer_is_whole',
      from: "raise exception using errcode = '23000', message = 'a transfer that moved nothing'",
      to: 'return null',
    },
  },
  {
    name: 'the whole story comes along',
    ...{ in: 'settle_transfer', from: 'and e.section = any (o.sections)', to: '' },
  },
  {
    name: 'undone late',
    ...{ in: 'undo_transfer', from: "o.accepted_at < moment - interval '5 minutes'", to: 'false' },
  },
  {
    name: 'undone over what was written',
    ...{ in: 'undo_transfer', from: 'i.lines is distinct from', to: 'i.lines > 1000 and i.lines is distinct from' },
  },
  {
    name: 'undone by another house',
    ...{
      in: 'undo_transfer',
      from: "to_organisation_id = me.organisation_id and kind = 'transfer'",
      to: "kind = 'transfer'",
    },
  },
  {
    name: 'told to another house who leads',
    ...{ in: 'transfers_received', from: 'and i.organisation_id = me.organisation_id', to: '' },
  },
]
