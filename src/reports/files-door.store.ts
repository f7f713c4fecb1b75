// All the public door can do with files in the database: put sealed ones in, and take out what was sent to a receipt.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { SizeClass } from './files.ts'
import type { FilePart } from './files-sealed.store.ts'

export interface SealedFile {
  file_id: string
  intake_version: number
  size_class: SizeClass
  sealed_meta: Buffer
  parts: FilePart[]
}

/** The same file twice is one. False when nothing was added: it is there already, or there is no room, or no report. */
export const takeFile = async (tx: Tx, lookup_id: Buffer, file: SealedFile): Promise<boolean> => {
  const { rows } = await sql<{ added: boolean }>`
    select guard.door_file(${lookup_id}, ${file.file_id}, ${file.intake_version}, ${file.size_class}, ${file.sealed_meta}) as added
  `.execute(tx)
  if (!rows[0]?.added) return false
  for (const { copy, part, sealed } of file.parts)
    await sql`select guard.door_file_part(${lookup_id}, ${file.file_id}, ${copy}, ${part}, ${sealed})`.execute(tx)
  return true
}

export interface SentFile {
  file_id: string
  arrived_on: string
  sealed_meta: Buffer
}

export const listSentFiles = async (tx: Tx, lookup_id: Buffer): Promise<SentFile[]> =>
  (await sql<SentFile>`select * from guard.door_files(${lookup_id})`.execute(tx)).rows

export const listSentParts = async (tx: Tx, lookup_id: Buffer, file_id: string) =>
  (
    await sql<{ part: number; sealed: Buffer }>`select * from guard.door_file_parts(${lookup_id}, ${file_id})`.execute(
      tx,
    )
  ).rows
