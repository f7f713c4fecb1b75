// What every form of the story shares: a draft that outlives a lost line, saving, and what is read again afterwards.
import { openFile } from '#cases/case.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { type Option, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readNotes } from '#notes/note.ts'
import { readStory } from '#notes/story.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readFactHistory, readStoryFacts } from '../fact.ts'
import { openTelling, readTold } from '../telling.ts'

type Writable = Parameters<typeof useWrite>[0]

export const readAgain = [
  readTold,
  openTelling,
  readStoryFacts,
  readFactHistory,
  readStory,
  readNotes,
  readTimeline,
  openFile,
]

/** One draft for each form, forgotten once it is saved or left. */
export const useStoryForm = <E extends Writable, Answers>(
  endpoint: E,
  name: string,
  first: Answers,
  onDone: () => void,
  said = 'story.saved',
) => {
  const [kept, show, clear, returned] = useDraft<Answers>(`story ${name}`, first)
  const answers = { ...first, ...kept }
  const write = useWrite(endpoint, { invalidates: readAgain })
  const leave = () => {
    clear()
    onDone()
  }
  return {
    answers,
    returned,
    set: (change: Partial<Answers>) => show({ ...answers, ...change }),
    leave,
    problem: write.error,
    busy: write.isPending,
    save: (input: Parameters<typeof write.mutate>[0]) =>
      write.mutate(input, {
        onSuccess: () => {
          toast(t(said))
          leave()
        },
      }),
  }
}

export const choices = (ids: readonly string[], prefix: string): Option[] =>
  ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))
