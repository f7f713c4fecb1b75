// What a later room has to say beside something that happened: the page that puts the rooms together hands it in.
import { createContext, type ReactNode, useContext } from 'react'
import type { TimelineEntry } from '#timeline/timeline.ts'

/** With what is known of the note, where the entry is one. */
export type EntryBeside = TimelineEntry & { note?: { section: string; contact: string | null } | null }

const Beside = createContext<(entry: EntryBeside) => ReactNode>(() => null)

export const BesideEntries = Beside.Provider
export const useBesideEntry = () => useContext(Beside)
