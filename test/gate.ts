// A small house for tests that ask through the gate: two organisations with offices and a colleague in every role, each
// signed in. `ask` goes through `pass`, with every check but HTTP's; `askHttp` goes through the routes as a browser does.
//
//   const at = await testHouse(await import('#cases/case.api.ts'))       // after(() => at.close())
//   const { case_id } = await at.aFile()                                 // reference_worker stands on it
//   await at.ask(readNotes, { case_id }, at.staff.reference_worker)      // the reply, typed; throws a Problem
//   await at.askHttp(addNote, input, at.staff.coordinator, { key })      // { status, body, headers }
import { randomBytes } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import Fastify from 'fastify'
import { loadMatrix, publishMatrix } from '#access/access.store.ts'
import type { Matrix, Role, Section } from '#access/access.ts'
import { createFile as createFileAnswer } from '#cases/case.api.ts'
import { createFile } from '#cases/case.ts'
import { loadFacts } from '#facts/load.ts'
import type { Answer, House } from '#gate/answer.ts'
import { addressOf, queryOf } from '#gate/call.ts'
import { pass } from '#gate/pass.ts'
import { asProblem, mayRepeat } from '#gate/problems.ts'
import { serveGate, sessionCookieName } from '#gate/serve.ts'
import { builderOver, Database } from '#kit/database.ts'
import type { AnyEndpoint, Endpoint, ReplyOf, SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import type { Card } from '#people/card.ts'
import { newRootKey } from '#vault/keys.ts'
import { Vault } from '#vault/vault.store.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { beginDay, momentOfToday } from './day.ts'

/** Someone who asks: signed in on a device of their own. */
export interface Who {
  staff_id: string
  organisation_id: string
  office_id: string
  session_id: string
  token: string
  roles: Role[]
}
export interface AskOptions {
  /** Idempotency key; a new one for each ask unless given. */
  key?: string
  now?: Date
}
export interface HttpAnswer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came back
  body: any
  headers: Record<string, unknown>
}
// biome-ignore lint/suspicious/noExplicitAny: any endpoint can be asked; its own types flow through `ask`
type AnyAskable = Endpoint<any, any, string>

export const aCard = (changes: Partial<Card> = {}): Card => ({
  alias: 'Maya',
  languages: ['ne', 'hi'],
  country: 'NP',
  birth_year: 1998,
  age_in_doubt: false,
  gender: 'woman',
  interpreter_needed: true,
  province: '08',
  has_children_with_her: false,
  irregular_status: 'unknown',
  ...changes,
})

const address = { address: '127.0.0.1', device: 'test', language: 'es' }
const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'endpoint' in value && 'handler' in value

const colleagues = {
  director: ['director'],
  coordinator: ['coordinator'],
  reference_worker: ['reference_worker'],
  second_worker: ['reference_worker'],
  psychologist: ['psychologist'],
  lawyer: ['lawyer'],
  job_counsellor: ['job_counsellor'],
  trainer: ['trainer'],
  intake: ['intake'],
  administrator: ['administrator'],
  far_coordinator: ['coordinator'],
  partner_worker: ['partner_worker'],
  partner_administrator: ['administrator'],
  other_partner_worker: ['partner_worker'],
} as const satisfies Record<string, Role[]>
type Colleague = keyof typeof colleagues

interface Place {
  organisation_id: string
  office_id: string
}
const organisationSql = `insert into organisation (organisation_id, kind, name, country, province, takes_reports, takes_referrals)
  values ($1, $2, $3, 'ES', '08', $4, $5)`
const officeSql = "insert into office (organisation_id, office_id, name, province) values ($1, $2, $3, '08')"

const arrange = async (database: TestDatabase, vault: Vault) => {
  const ours = { organisation_id: newId(), office_id: newId(), other_office_id: newId() }
  const partner = { organisation_id: newId(), office_id: newId() }
  const otherPartner = { organisation_id: newId(), office_id: newId() }
  const { owner } = database
  await owner.query(organisationSql, [ours.organisation_id, 'own', 'Casa Encina', true, false])
  await owner.query(organisationSql, [partner.organisation_id, 'partner', 'Refugio del Olmo', false, true])
  await owner.query(organisationSql, [otherPartner.organisation_id, 'partner', 'Clínica del Fresno', false, true])
  await owner.query(officeSql, [ours.organisation_id, ours.office_id, 'Norte'])
  await owner.query(officeSql, [ours.organisation_id, ours.other_office_id, 'Sur'])
  await owner.query(officeSql, [partner.organisation_id, partner.office_id, 'Casa'])
  await owner.query(officeSql, [otherPartner.organisation_id, otherPartner.office_id, 'Consulta'])
  const client = await owner.connect()
  try {
    for (const { organisation_id } of [ours, partner, otherPartner])
      await vault.createOrganisation(builderOver(client), organisation_id)
  } finally {
    client.release()
  }
  return { ours, partner, otherPartner }
}

interface Newcomer {
  place: Place
  name: string
  roles: Role[]
}
/** Colleagues with a live session each, whose second factor was just shown: all of them in one question. */
const signIn = async ({ owner }: TestDatabase, newcomers: Newcomer[]): Promise<Who[]> => {
  const all = newcomers.map(({ place: { organisation_id, office_id }, name, roles }) => ({
    ...{ staff_id: newId(), session_id: newId(), token: randomBytes(32).toString('base64url') },
    ...{ organisation_id, office_id, name, roles },
  }))
  await owner.query(
    `with x as materialized (select * from jsonb_to_recordset($1) as x (organisation_id uuid, office_id uuid, staff_id uuid,
         session_id uuid, token text, name text, roles text[])),
       s as (insert into staff (organisation_id, staff_id, office_id, name, email, roles, status, created_at)
         select organisation_id, staff_id, office_id, name, staff_id || '@example.org', roles, 'active', clock_timestamp() from x)
     insert into session (token_hash, organisation_id, session_id, staff_id, expires_at, second_factor_at)
       select sha256(convert_to(token, 'UTF8')), organisation_id, session_id, staff_id, now() + interval '8 hours', now() from x`,
    [JSON.stringify(all)],
  )
  return all.map(({ name: _, ...who }) => who)
}

/** Nobody: no session at all. */
export const nobody: Who = {
  staff_id: '00000000-0000-4000-8000-000000000000',
  organisation_id: '00000000-0000-4000-8000-000000000000',
  office_id: '00000000-0000-4000-8000-000000000000',
  session_id: '00000000-0000-4000-8000-000000000000',
  token: '',
  roles: [],
}

/** `modules`: the api modules whose answers the test asks; everything in them that is an answer is served. */
export const testHouse = async (...modules: object[]) => {
  beginDay()
  const db = await testDatabase()
  const matrix: Matrix = loadMatrix()
  const client = await db.owner.connect()
  await publishMatrix(client, matrix).finally(() => client.release())
  const vault = new Vault(newRootKey())
  const { ours, partner, otherPartner } = await arrange(db, vault)

  const placeOf = (name: Colleague): Place => {
    if (name === 'partner_worker' || name === 'partner_administrator') return partner
    if (name === 'other_partner_worker') return otherPartner
    return name === 'far_coordinator' ? { ...ours, office_id: ours.other_office_id } : ours
  }
  const names = Object.keys(colleagues) as Colleague[]
  const signedIn = await signIn(
    db,
    names.map((name) => ({ place: placeOf(name), name: `Colega ${name}`, roles: [...colleagues[name]] })),
  )
  const staff = Object.fromEntries(names.map((name, at) => [name, signedIn[at]!])) as Record<Colleague, Who>

  const house: House = { database: new Database(db.app), vault, facts: loadFacts(), demo: false, public_url: undefined }
  const found = [createFileAnswer, ...modules.flatMap((module) => Object.values(module).flat())].filter(isAnswer)
  const answers = [...new Map(found.map((each) => [each.endpoint, each])).values()]
  const answerOf = (endpoint: AnyEndpoint): Answer => {
    const answer = answers.find((each) => each.endpoint === endpoint)
    if (!answer) throw new Error(`no answer to ${endpoint.method} ${endpoint.path}: give its api module to testHouse`)
    return answer
  }

  const ask = async <E extends AnyAskable>(
    endpoint: E,
    input: SentInputOf<E>,
    as: Who,
    { key = newId(), now = momentOfToday() }: AskOptions = {},
  ): Promise<ReplyOf<E>> => {
    const parsed = endpoint.input.parse(input) as Record<string, unknown>
    const request = { token: as.token, input: parsed, idempotency_key: key, visitor: address, now }
    // Two that stood in each other's way are let through again by the routes too: who it was is chance.
    const passed = (left: number): ReturnType<typeof pass> =>
      pass(house, matrix, answerOf(endpoint), request).catch((error: unknown) => {
        if (left > 0 && mayRepeat(error)) return passed(left - 1)
        throw error
      })
    try {
      const { reply } = await passed(3)
      return endpoint.reply.parse(reply) as ReplyOf<E>
    } catch (error) {
      const problem = asProblem(error)
      problem.cause = error
      throw problem
    }
  }

  /** What was reported as broken by the routes, for a test to find nothing in. */
  const broken: { key: string; route: string; cause: unknown }[] = []
  const app = Fastify()
  app.register(fastifyCookie)
  app.after(() =>
    serveGate(app, {
      house,
      matrix,
      answers,
      say: (_, key) => key,
      languageOf: () => 'es',
      report: (key, route, cause) => broken.push({ key, route, cause }),
    }),
  )

  const askHttp = async <E extends AnyAskable>(
    endpoint: E,
    input: Record<string, unknown>,
    as: Who,
    { key = newId(), headers = {} }: { key?: string; headers?: Record<string, string> } = {},
  ): Promise<HttpAnswer> => {
    const { path, rest } = addressOf(endpoint.path, input)
    const reads = endpoint.method === 'GET'
    const response = await app.inject({
      method: endpoint.method,
      url: reads ? path + queryOf(rest) : path,
      headers: { 'x-amparo': '1', ...(!reads && { 'idempotency-key': key }), ...headers },
      cookies: as.token ? { [sessionCookieName(false)]: as.token } : {},
      ...(!reads && { payload: rest }),
    })
    return { status: response.statusCode, body: response.body ? response.json() : undefined, headers: response.headers }
  }

  /** A file opened by the coordinator on which `reference_worker` stands. */
  const aFile = async ({ card = {}, worker = staff.reference_worker }: { card?: Partial<Card>; worker?: Who } = {}) => {
    const new_case_id = newId()
    const input = { new_case_id, card: aCard(card), reference_worker_id: worker.staff_id }
    await ask(createFile, input, staff.coordinator)
    return { case_id: new_case_id }
  }

  /** A live consent written as the owner, when what matters is what stands on it. */
  const aConsent = async (
    case_id: string,
    to: Who,
    sections: Section[],
    days: [from: number, until: number] = [0, 30],
  ) => {
    const consent_id = newId()
    await db.owner.query(
      `insert into consent (organisation_id, case_id, consent_id, recipient_organisation_id, sections, purpose, given_by,
         how, language, starts_on, ends_on, recorded_by)
       values ($1, $2, $3, $4, $5, 'shelter', 'person', 'spoken', 'ne',
         (now() at time zone 'UTC')::date + $6::int, (now() at time zone 'UTC')::date + $7::int, $8)`,
      [ours.organisation_id, case_id, consent_id, to.organisation_id, sections, ...days, staff.coordinator.staff_id],
    )
    return { consent_id }
  }

  return {
    db,
    house,
    matrix,
    vault,
    app,
    ours,
    partner,
    otherPartner,
    staff,
    broken,
    ask,
    askHttp,
    aFile,
    aConsent,
    /** Another colleague with these roles, signed in. */
    join: async (place: Place, name: string, roles: Role[]): Promise<Who> =>
      (await signIn(db, [{ place, name, roles }]))[0]!,
    /** Rows as the owner sees them. */
    rows: async (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
      (await db.owner.query(text, values)).rows,
    close: async () => {
      await app.close()
      await house.database.close()
      await db.drop()
    },
  }
}
export type TestHouse = Awaited<ReturnType<typeof testHouse>>
