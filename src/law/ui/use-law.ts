// What every part of the law's side shares: what is shown, whether it is only supposed, and what is read again after a change.

import type { CaseFile } from '#cases/case.ts'
import { openFile } from '#cases/case.ts'
import { readDocuments } from '#documents/document.ts'
import type { Callable } from '#gate/call.ts'
import { type OnTop, useKeptForm } from '#gate/use-form.tsx'
import type { ReplyOf } from '#kit/endpoint.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readLaw } from '../law-file.ts'
import { readPapers } from '../papers.ts'
import type { Change } from '../reckoning.ts'
import { readWall } from '../wall.ts'
import type { ShownItem } from './law-words.ts'
import type { Pretending } from './pretend.ts'

export type Law = ReplyOf<typeof readLaw>

export interface Side {
  file: CaseFile
  law: Law
  /** As it stands in the file, or as it would. */
  items: ShownItem[]
  rules: Law['rules']
  status_history: Law['status_history']
  today: string
  /** May anything of it be written here and now? Never while one only supposes. */
  writes: boolean
  pretending: Pretending | null
  open: (key: string) => void
  /** What somebody just changed is said at once. */
  told: (changes: Change[]) => void
}

export const readAgain = [readLaw, readPapers, readWall, readDocuments, readTimeline, openFile]

/** One draft each; what came of saving it is said where the form stood. */
export const useLawForm = <E extends Callable, Answers extends object, Current extends object>(
  endpoint: E,
  name: string,
  first: Answers,
  onSaved: (reply: ReplyOf<E>) => void,
  onDone: () => void,
  onTop?: OnTop<Answers, Current>,
) => useKeptForm(endpoint, { name: `law ${name}`, first, invalidates: readAgain, onSaved, onDone, onTop })
