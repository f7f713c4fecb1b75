// Whoever was added to a file or must not be met from now on may already be booked somewhere, and so may whoever bears the name
// of somebody she lives with from now on: later rooms say here what they look at again, in the same transaction as the change.
import type { AskedByStaff, AskedOnFile } from '#gate/answer.ts'
import { waitForAssignments } from './exclusion.store.ts'

export type Changing = Pick<AskedByStaff<unknown>, 'tx' | 'vault' | 'actor' | 'today'>
type LookAgain = (asking: Changing, case_id: string) => Promise<void>
/** Somebody came into this unit, or the person of this file was renamed. */
export type UnderOneRoof = { unit_id: string } | { case_id: string }
type LookUnderRoof = (asking: Changing, where: UnderOneRoof) => Promise<void>

const looks: LookAgain[] = []
const looksUnderRoof: LookUnderRoof[] = []

/** Called once, when a room is loaded. */
export const onChange = (look: LookAgain): void => {
  looks.push(look)
}
export const onChangeUnderRoof = (look: LookUnderRoof): void => {
  looksUnderRoof.push(look)
}

/** Waits for assignments that are being made, so that none passes between the change and the look. */
export const lookAgain = async (asked: Pick<AskedOnFile<unknown>, keyof Changing | 'file'>): Promise<void> => {
  await waitForAssignments(asked.tx, asked.file.case_id)
  for (const look of looks) await look(asked, asked.file.case_id)
}

/** The same for everybody who lives there: each file is waited for, in one order. */
export const lookAgainUnderRoof = async (asking: Changing, where: UnderOneRoof): Promise<void> => {
  for (const look of looksUnderRoof) await look(asking, where)
}
