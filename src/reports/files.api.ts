// The desk opens what came with a report and sends files to its reporter. The gate journals each with the file as its
// subject; an original leaves with its reason.
import { createHash } from 'node:crypto'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { lookInto, pagesOfPdf } from '#media/inspect.api.ts'
import { takeIn } from '#media/intake.api.ts'
import { redrawnPdf } from '#media/redraw.api.ts'
import type { KeyPair } from '#vault/sealed-box.ts'
import { cut, sizeClass } from './files.rules.ts'
import * as store from './files.store.ts'
import * as model from './files.ts'
import { openMeta, openParts, sealMeta, sealParts } from './files-sealed.store.ts'

type OnFile = AskedByStaff<{ report_id: string; file_id: string }>

const list = answer(model.listReportFiles)(async ({ input, tx, actor, vault, note }) => {
  const of = { organisation_id: actor.organisation_id, report_id: input.report_id }
  note({ subject_id: input.report_id })
  await store.getReporterKey(tx, of)
  const known = new Map<number, KeyPair>()
  const files: model.ReportFile[] = []
  for (const { intake_version, sealed_meta, ...row } of await store.listFileRows(tx, of)) {
    if (intake_version === null) {
      files.push({ ...row, meta: null })
      continue
    }
    const keys = known.get(intake_version) ?? (await vault.intakeKeyPair(tx, of.organisation_id, intake_version))
    known.set(intake_version, keys)
    files.push({ ...row, meta: openMeta(keys, row.file_id, sealed_meta) })
  }
  return { files }
})

const opened = async ({ input, tx, actor, vault }: OnFile) => {
  const of = { organisation_id: actor.organisation_id, ...input }
  const row = await store.getFileRow(tx, of)
  // Sealed to the receipt: not even who sent it reads it again.
  if (row.intake_version === null) throw new Problem('not_found', 'report.file_not_found')
  const keys = await vault.intakeKeyPair(tx, of.organisation_id, row.intake_version)
  const meta = openMeta(keys, row.file_id, row.sealed_meta)
  const bytes = async (copy: 'shared' | 'original') =>
    openParts(keys, row.file_id, copy, await store.listPartRows(tx, of, copy))
  return { meta, bytes }
}

const read = answer(model.readReportFile)(async (asked) => {
  asked.note({ subject_id: asked.input.file_id })
  const { meta, bytes } = await opened(asked)
  if (meta.shared) return { media: meta.shared.media, bytes: (await bytes('shared')).toString('base64') }
  const original = await bytes('original')
  const pages = await pagesOfPdf(original)
  if (pages === null || pages > 100) throw new Problem('invalid', 'report.file_no_copy')
  return { media: 'pdf' as const, bytes: (await redrawnPdf(original, pages)).toString('base64') }
})

const take = answer(model.takeReportOriginal)(async (asked) => {
  const { input, note } = asked
  note({ subject_id: input.file_id, reason: `original.${input.reason}` })
  const { meta, bytes } = await opened(asked)
  const original = await bytes('original')
  // What a court is shown is what came, or nothing.
  if (createHash('sha256').update(original).digest('hex') !== meta.sha256)
    throw new Problem('broken', 'vault.cannot_open')
  const name = `report-${input.file_id.slice(0, 8)}.${meta.media}`
  return { name, sha256: meta.sha256, bytes: original.toString('base64') }
})

/** What leaves the desk says nothing of who wrote it: a picture or a paper drawn anew. */
const readied = async (bytes: Buffer): Promise<{ media: 'jpeg' | 'pdf'; bytes: Buffer }> => {
  const found = await takeIn(bytes)
  if ('refused' in found) throw new Problem('invalid', 'report.file_refused', { because: found.refused })
  if (found.media === 'jpeg' && found.shared) return { media: 'jpeg', bytes: found.shared.bytes }
  if (found.media !== 'pdf') throw new Problem('invalid', 'report.file_refused', { because: 'not_sent' })
  const looked = await lookInto(bytes, { size: bytes.length, sha256: found.sha256 })
  if ('refused' in looked) throw new Problem('invalid', 'report.file_refused', { because: looked.refused })
  return { media: 'pdf', bytes: await redrawnPdf(bytes, looked.pages ?? 0) }
}

const send = answer(model.sendReportFile)(async ({ input, tx, actor, note, today }) => {
  const { report_id, file_id } = input
  const of = { organisation_id: actor.organisation_id, report_id, file_id }
  note({ subject_id: file_id })
  const key = await store.getReporterKey(tx, of)
  const { media, bytes } = await readied(Buffer.from(input.bytes, 'base64'))
  const size = bytes.length
  const meta: model.FileMeta = {
    ...{ media, size, sha256: createHash('sha256').update(bytes).digest('hex') },
    ...{ shared: { media, size, width: 0, height: 0 }, seconds: 0, active: false, spoken: false },
  }
  await store.insertSentFile(
    tx,
    {
      ...of,
      ...{ author_id: actor.staff_id, arrived_on: today, size_class: sizeClass(size) },
      sealed_meta: sealMeta(key, file_id, meta),
    },
    sealParts(key, file_id, 'shared', cut(bytes)),
  )
  return { report_id, file_id }
})

export { list as listReportFiles, read as readReportFile, send as sendReportFile, take as takeReportOriginal }
