// Whoever was added to a file or must not be met from now on may already be booked somewhere: later rooms say here what they
// look at again, and it happens in the same transaction as the change.
import type { AskedByStaff, AskedOnFile } from '#gate/answer.ts'
import { waitForAssignments } from './exclusion.store.ts'

export type Changing = Pick<AskedByStaff<unknown>, 'tx' | 'vault' | 'actor' | 'today'>
type LookAgain = (asking: Changing, case_id: string) => Promise<void>

const looks: LookAgain[] = []

/** Called once, when a room is loaded. */
export const onChange = (look: LookAgain): void => {
  looks.push(look)
}

/** Waits for assignments that are being made, so that none passes between the change and the look. */
export const lookAgain = async (asked: Pick<AskedOnFile<unknown>, keyof Changing | 'file'>): Promise<void> => {
  await waitForAssignments(asked.tx, asked.file.case_id)
  for (const look of looks) await look(asked, asked.file.case_id)
}
