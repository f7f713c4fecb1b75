// What another room has to say beside a note: the page that puts rooms together hands it in.
import { createContext, type ReactNode, useContext } from 'react'
import type { StoryNote } from '../story.ts'

const Beside = createContext<(note: StoryNote) => ReactNode>(() => null)

export const BesideNotes = Beside.Provider
export const useBeside = () => useContext(Beside)
