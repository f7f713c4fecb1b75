// Holes planted one at a time in the walls around an organisation's official wordings, which are written by hand. The
// test of the wordings (src/detection/wording.test.ts) must notice every one.

interface Undone {
  name: string
  sql: string
  undo: string
}
const may = "guard.may('screening.words')"
const ours = 'organisation_id = (select guard.organisation())'
const policy = (name: string, command: string, condition: string) =>
  `drop policy ${name} on instrument_text; create policy ${name} on instrument_text for ${command} to amparo_app ${condition}`
const hole = (name: string, of: string, command: string, wrong: string, right: string): Undone => ({
  name,
  sql: policy(of, command, wrong),
  undo: policy(of, command, right),
})

const read = `using (${ours} and (guard.may('screening.ask') or ${may}))`
const made = `with check (${ours} and confirmed_by = (select guard.staff()) and ${may})`
const changed = `using (${ours} and ${may}) with check (${ours} and confirmed_by = (select guard.staff()))`
const gone = `using (${ours} and ${may})`

export const screeningMutants: Undone[] = [
  hole('wordings of every house', 'seen_by_those_who_screen', 'select', `using (guard.may('screening.ask'))`, read),
  hole('wordings for every role', 'seen_by_those_who_screen', 'select', `using (${ours})`, read),
  hole(
    'brought in by anyone',
    'brought_in',
    'insert',
    `with check (${ours} and confirmed_by = (select guard.staff()))`,
    made,
  ),
  hole("confirmed in another's name", 'brought_in', 'insert', `with check (${ours} and ${may})`, made),
  hole(
    'brought in for another house',
    'brought_in',
    'insert',
    `with check (confirmed_by = (select guard.staff()) and ${may})`,
    made,
  ),
  hole(
    'changed by anyone',
    'brought_in_again',
    'update',
    `using (${ours}) with check (${ours} and confirmed_by = (select guard.staff()))`,
    changed,
  ),
  hole(
    "changed in another's name",
    'brought_in_again',
    'update',
    `using (${ours} and ${may}) with check (${ours})`,
    changed,
  ),
  hole('taken out by anyone', 'taken_out', 'delete', `using (${ours})`, gone),
]
