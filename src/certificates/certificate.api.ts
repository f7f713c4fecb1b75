// What a colleague does with certificates: finds them, takes one back, changes the key they are signed with.
import { answer } from '#gate/answer.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { didKey } from './base58.rules.ts'
import * as model from './certificate.ts'
import { readNumber } from './credential.rules.ts'
import { issuerId } from './issuer.rules.ts'
import * as store from './list.store.ts'

export const listCertificates = answer(model.listCertificates)(async ({ input, tx, actor, today }) => {
  const { organisation_id } = actor
  const words = input.words?.trim()
  const [found, counts] = await Promise.all([
    store.listCertificates(tx, {
      ...{ organisation_id, today, state: input.state, kind: input.kind },
      title: words || undefined,
      number: words ? readNumber(words) : undefined,
      after: readPageKey(input.after),
    }),
    store.countByState(tx, organisation_id, today),
  ])
  const { rows, next } = cutPage(found, store.pageSize, (row) => ({ value: row.issued_on, id: row.certificate_id }))
  return { certificates: rows, next, counts }
})

export const revokeCertificate = answer(model.revokeCertificate)(async ({ input, tx, actor, today, note }) => {
  const { certificate_id, version, reason } = input
  const { organisation_id } = actor
  if (!(await store.isThere(tx, organisation_id, certificate_id)))
    throw new Problem('not_found', 'certificates.not_found')
  const why = { revoked_on: today, revoke_reason: reason }
  if (!(await store.revoke(tx, { organisation_id, certificate_id, version }, why)))
    throw new Problem('conflict', 'stale')
  note({ subject_id: certificate_id })
  return { certificate_id, version: version + 1 }
})

export const readSigningKeys = answer(model.readSigningKeys)(async ({ tx, actor, house }) => {
  const { organisation_id } = actor
  const rows = await store.listKeys(tx, organisation_id)
  const [latest] = rows
  const issuer = latest ? issuerId({ public_url: house.public_url, organisation_id }, latest) : ''
  const keys = rows.map(({ public_key, certificates, ...row }) => ({
    ...row,
    did: didKey(public_key),
    certificates: certificates ?? 0,
  }))
  return { issuer, keys }
})

export const changeSigningKey = answer(model.changeSigningKey)(async ({ input, tx, actor, vault, now }) => {
  const { organisation_id } = actor
  const [latest] = await store.listKeys(tx, organisation_id)
  if (latest?.version !== input.version) throw new Problem('conflict', 'stale')
  await store.retireKeys(tx, organisation_id, now)
  await vault.newSigningKey(tx, organisation_id, input.version + 1)
  return { version: input.version + 1 }
})
