// Papers asked for through a test house: adding one, and sending a file part by part as the desk does.
import { createHash } from 'node:crypto'
import { addDocument, beginPage, finishPage, keepPart, partSize } from '#documents/document.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { TestHouse, Who } from './gate.ts'

export const aPaper = (case_id: string, change: Partial<SentInputOf<typeof addDocument>> = {}) => ({
  case_id,
  document_id: newId(),
  section: 'identity' as const,
  type: 'passport',
  held_by: 'exploiter' as const,
  seen: 'copy' as const,
  expires_on: null,
  number: 'P-4471829',
  issuer: 'Kathmandu',
  issued_on: '2019-03-01',
  note: 'Taken on arrival.',
  ...change,
})
const sha = (file: Buffer) => createHash('sha256').update(file).digest('hex')
export const partOf = (file: Buffer, part: number): string =>
  file.subarray(part * partSize, (part + 1) * partSize).toString('base64')

export const papersIn = (at: TestHouse) => {
  const begun = async (case_id: string, document_id: string, file: Buffer, as: Who, content_id: string = newId()) => {
    const page = { case_id, document_id, content_id }
    const { missing } = await at.ask(beginPage, { ...page, size: file.length, sha256: sha(file) }, as)
    return { page, missing }
  }
  const upload = async (case_id: string, document_id: string, file: Buffer, as: Who) => {
    const { page, missing } = await begun(case_id, document_id, file, as)
    for (const part of missing) await at.ask(keepPart, { ...page, part, bytes: partOf(file, part) }, as)
    return { ...page, ...(await at.ask(finishPage, page, as)) }
  }
  const aKeptPaper = async (file: Buffer, change: Partial<SentInputOf<typeof addDocument>> = {}) => {
    const { case_id } = await at.aFile()
    const paper = aPaper(case_id, change)
    await at.ask(addDocument, paper, at.staff.coordinator)
    const page = await upload(case_id, paper.document_id, file, at.staff.coordinator)
    return { case_id, document_id: paper.document_id, page }
  }
  return { begun, upload, aKeptPaper }
}
