// How the words of a report are sealed and opened, in one place for the door and for the desk: what somebody writes
// opens with the organisation's intake key alone, what the desk answers with the receipt alone.
import { hkdfSync } from 'node:crypto'
import type { z } from 'zod'
import { Problem } from '#kit/problem.ts'
import { type KeyPair, openWith, sealTo } from '#vault/sealed-box.ts'
import { MessageBody, ReportBody } from './body.ts'

const purposes = {
  report: (report_id: string) => `report ${report_id}`,
  addition: (message_id: string) => `report addition ${message_id}`,
  answer: (message_id: string) => `report answer ${message_id}`,
  reason: (decision_id: string) => `report decision ${decision_id}`,
}

export const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

export const parsed = <S extends z.ZodType>(schema: S, bytes: Buffer): z.output<S> => {
  const found = schema.safeParse(JSON.parse(bytes.toString()))
  if (!found.success) throw new Problem('broken', 'vault.unexpected_shape')
  return found.data
}

export const sealReport = (public_key: Buffer, report_id: string, body: ReportBody): Buffer =>
  sealTo(public_key, purposes.report(report_id), json(body))

export const openReportBody = (keys: KeyPair, report_id: string, sealed: Buffer): ReportBody =>
  parsed(ReportBody, openWith(keys.private_key, keys.public_key, purposes.report(report_id), sealed))

interface IntakeKey {
  version: number
  public_key: Buffer
}

const withVersion = ({ version }: IntakeKey, sealed: Buffer): Buffer => {
  const front = Buffer.alloc(4)
  front.writeUInt32BE(version)
  return Buffer.concat([front, sealed])
}

/** Opens with a version of the intake key that may be newer than the report's, so the version travels in front. */
export const sealAddition = (to: IntakeKey, message_id: string, text: string): Buffer =>
  withVersion(to, sealTo(to.public_key, purposes.addition(message_id), json({ text })))

export const additionVersion = (sealed: Buffer): number => sealed.readUInt32BE(0)

export const openAddition = (keys: KeyPair, message_id: string, sealed: Buffer): string =>
  parsed(MessageBody, openWith(keys.private_key, keys.public_key, purposes.addition(message_id), sealed.subarray(4)))
    .text

export const sealAnswer = (reporter_public_key: Buffer, message_id: string, text: string): Buffer =>
  sealTo(reporter_public_key, purposes.answer(message_id), json({ text }))

export const openAnswer = (keys: KeyPair, message_id: string, sealed: Buffer): string =>
  parsed(MessageBody, openWith(keys.private_key, keys.public_key, purposes.answer(message_id), sealed)).text

/** Why somebody decided; the version of the key travels in front here too. */
export const sealReason = (to: IntakeKey, decision_id: string, text: string): Buffer =>
  withVersion(to, sealTo(to.public_key, purposes.reason(decision_id), json({ text })))

export const openReason = (keys: KeyPair, decision_id: string, sealed: Buffer): string =>
  parsed(MessageBody, openWith(keys.private_key, keys.public_key, purposes.reason(decision_id), sealed.subarray(4)))
    .text

/** An identifier that the same form with the same words always has, so that sent twice it is one. */
export const idOf = (seed: Buffer, ...content: string[]): string => {
  const bytes = derived(seed, 'id', content).subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** What the receipt of a form is drawn from. The seed lies in the reporter's page alone; the server keeps nothing. */
export const receiptSeed = (seed: Buffer, ...content: string[]): Buffer => derived(seed, 'receipt', content)

const derived = (seed: Buffer, use: string, content: string[]): Buffer =>
  Buffer.from(hkdfSync('sha256', seed, Buffer.from(JSON.stringify(content)), `amparo door ${use} 1`, 32))
