// An erasure looked at by somebody who has everything: the disk, the logs, the copies of before and after, the keys of
// today. Forty strings and more entered a file by every way there is; afterwards none of them is anywhere.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles, openFile } from '#cases/case.ts'
import { builderOver } from '#kit/database.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { approveErasure, askErasure, closeFile, liftHold, readLeaving } from '#leaving/leaving.ts'
import { readOwnCopy } from '#leaving/own-copy.ts'
import { listErasures, listRetention, readCertificate } from '#leaving/review.ts'
import { readNotes } from '#notes/note.ts'
import { addPartner } from '#organisations/organisation.ts'
import { keepSeasons } from '#server/housekeeping.ts'
import { aPdf } from '#test/files-made.ts'
import { aColleague, amparo, askAt, asOwnerOf, dataFolder, foundHouse, ownerOf, serveHouse } from '#test/served.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { listReports } from '#triage/report.ts'
import { loadRootKey } from '#vault/root-key.ts'
import { readSeasons, seasonFile } from '#vault/season.ts'
import { dropOldSeasons } from '#vault/season-copy.ts'
import { Vault } from '#vault/vault.store.ts'
import { plantEverywhere } from './erase-plants.ts'
import { filesIn, findInFiles, findInText } from './find.ts'
import type { AttackResult } from './run.ts'

const say = (text: string) => process.stdout.write(`       ${text}\n`)

/** Tells something at the door and sends a paper after it, as somebody without scripts does; whether both arrived. */
const tellDoor = async (url: string, words: string, paper: string): Promise<boolean> => {
  const page = await (await fetch(url)).text()
  const seed = /type="hidden" name="seed" value="([^"]*)"/.exec(page)?.[1] ?? ''
  const said = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ do: 'report', l: 'en', seed, what_happened: words }),
  })
  const receipt = await said.text()
  const form = new FormData()
  for (const name of ['receipt', 'lookup', 'seed'])
    form.append(name, new RegExp(`name="${name}" value="([^"]*)"`).exec(receipt)?.[1] ?? '')
  form.append('do', 'attach')
  form.append('files', new Blob([new Uint8Array(aPdf([paper]))], { type: 'application/pdf' }), 'paper.pdf')
  const sent = await fetch(url, { method: 'POST', body: form })
  return said.status === 200 && sent.status === 200
}

/** The keys a file has in this database, opened with what lies in the folder: how many of its rows give way. */
const keysThatOpen = async (
  folder: string,
  organisation_id: string,
  case_id: string,
): Promise<[of: number, open: number]> => {
  const seasons = await readSeasons(seasonFile(folder))
  const vault = new Vault({ ...(await loadRootKey({ dataDir: folder })), seasons })
  return asOwnerOf(ownerOf(folder), async (client) => {
    const { rowCount } = await client.query('select from case_key where case_id = $1', [case_id])
    const opened = await vault.caseKeys(builderOver(client), organisation_id, case_id).then(
      () => 1,
      () => 0,
    )
    return [rowCount ?? 0, opened]
  })
}

export const erase = async (): Promise<AttackResult[]> => {
  const place = dataFolder()
  const folder = join(place.path, 'house')
  mkdirSync(folder)
  const env = { AMPARO_DATA: folder }
  let house = await serveHouse(env)
  try {
    const founded = await foundHouse(house)
    const owner = ownerOf(folder)
    const coordinator = await aColleague(owner, founded, ['coordinator', 'intake'])
    const worker = await aColleague(owner, founded, ['reference_worker'])
    const director = await aColleague(owner, founded, ['director'])
    const second = await aColleague(owner, founded, ['reference_worker'])
    const therapist = await aColleague(owner, founded, ['psychologist'])
    const administrator = await aColleague(owner, founded, ['administrator'])
    const staff = { coordinator, worker, director, second, therapist }
    // A search takes minutes; a connection that was kept open meanwhile may be closed: then it is asked once more.
    const ask = (endpoint: never, input: Record<string, unknown>, as: { token: string }) =>
      askAt(house.url, endpoint, input, as).catch(() => askAt(house.url, endpoint, input, as))
    const must = async (endpoint: unknown, input: Record<string, unknown>, as: { token: string }) => {
      const reply = await ask(endpoint as never, input, as)
      if (reply.status !== 200) throw new Error(`${JSON.stringify(reply.body)}`)
      return reply.body
    }
    const partner_id = newId()
    await must(
      addPartner,
      {
        ...{ organisation_id: partner_id, office_id: newId(), name: 'Refugio del Olmo', country: 'ES', province: null },
        ...{ languages: ['es'], language: 'es' },
      },
      administrator,
    )
    await asOwnerOf(owner, (client) =>
      client.query('update organisation set takes_referrals = true where organisation_id = $1', [partner_id]),
    )
    const told = `Zarza${newId().replaceAll('-', '').slice(0, 14)}mora`
    const paper = `Zarza${newId().replaceAll('-', '').slice(0, 14)}mora`
    if (!(await tellDoor(house.url, told, paper))) throw new Error('the door took no paper')
    const { reports } = (await must(listReports, { limit: 10 }, coordinator)) as { reports: { report_id: string }[] }
    const { case_id, hold_id, planted, failed } = await plantEverywhere(
      ask as never,
      staff,
      partner_id,
      reports[0] ?? null,
    )
    if (reports[0])
      planted.push({ way: 'report: what happened', text: told }, { way: 'report: a paper sent with it', text: paper })
    for (const each of failed) say(`not planted: ${each}`)
    const strings = planted.map((each) => each.text)
    const wayOf = (text: string) => planted.find((each) => each.text === text)?.way ?? text

    // They are there: what the person may have, and what the file opens, tells many of them.
    const copy = JSON.stringify(await must(readOwnCopy, { case_id, copy_id: newId(), language: 'en' }, worker))
    const opened = JSON.stringify([
      await must(readNotes, { case_id }, worker),
      await must(openFile, { case_id }, worker),
    ])
    const readable = findInText(copy + opened, strings).length
    say(`planted ${strings.length} strings by ${planted.length} ways; ${readable} read back before`)

    const before = join(place.path, 'before')
    const backed = await amparo(['backup', before], env)
    if (backed.code !== 0) throw new Error(backed.said)
    // A file on hold is not erased; two people lift it.
    for (const who of [director, coordinator]) await must(liftHold, { case_id, hold_id }, who)
    const leaving = await must(readLeaving, { case_id }, coordinator)
    const { version, open_matters } = leaving as { version: number; open_matters: unknown[] }
    const closing = { case_id, version, closure_id: newId(), reason: 'duplicate', seen_open: open_matters.length }
    await must(closeFile, closing, worker)
    const [request_id, erasure_id] = [newId(), newId()]
    await must(askErasure, { case_id, request_id, reason: 'duplicate', words: 'asked' }, director)
    await must(approveErasure, { case_id, request_id, erasure_id }, coordinator)
    const began = Date.now()
    let swept: string | null = null
    while (!swept && Date.now() - began < 100_000) {
      await new Promise((wait) => setTimeout(wait, 2_000))
      swept = ((await must(readCertificate, { erasure_id }, director)) as { swept_at: string | null }).swept_at
    }
    say(`erased; swept after ${Math.round((Date.now() - began) / 1000)} s`)

    const results: AttackResult[] = []
    const report = (name: string, tried: number, found: string[], planted_ones = 0, noticed = 0) => {
      for (const each of new Set(found)) say(`found: ${each}`)
      results.push({ name: `erase: ${name}`, tried, found: new Set(found).size, planted: planted_ones, noticed })
    }
    const inFiles = (files: string[]) =>
      findInFiles(files, strings).map(({ text, file }) => `${wayOf(text)} in ${file.slice(place.path.length)}`)

    const enough = strings.length >= 40 ? [] : ['too few strings found their way in: an endpoint has changed']
    report('ways a text enters a file', strings.length, enough)
    const running = filesIn(folder)
    report(`raw data folder while it serves, ${running.length} files`, strings.length, inFiles(running))

    const replies: string[] = []
    for (const who of [coordinator, worker, director])
      for (const [endpoint, input] of [
        [openFile, { case_id }],
        [readNotes, { case_id }],
        [readTimeline, { case_id }],
        [readLeaving, { case_id }],
        [readOwnCopy, { case_id, copy_id: newId() }],
        [listFiles, { status: 'open' }],
        [listFiles, { status: 'closed' }],
        [listReports, { limit: 100 }],
        [listRetention, { show: 'all' }],
        [listErasures, {}],
        [readCertificate, { erasure_id }],
      ] as const)
        replies.push(JSON.stringify((await ask(endpoint as never, input, who)).body))
    const told_again = findInText(replies.join('\n'), [...strings, case_id])
    report(`${replies.length} replies of the running server`, strings.length + 1, told_again.map(wayOf))

    const after = join(place.path, 'after')
    const again = await amparo(['backup', after], env)
    if (again.code !== 0) throw new Error(again.said)
    report('a new backup', strings.length, inFiles(filesIn(after)))
    // Its own check: a string laid down in clear is found in the table, the write-ahead log and a backup.
    const leak = `Zarza${newId().replaceAll('-', '').slice(0, 14)}mora`
    await asOwnerOf(owner, async (client) => {
      await client.query('create table leak (body text)')
      await client.query('insert into leak select $1 from generate_series(1, 3)', [leak])
      await client.query('checkpoint')
    })
    const inHeap = findInFiles(filesIn(join(folder, 'pgdata/base')), [leak]).length > 0
    const inLog = findInFiles(filesIn(join(folder, 'pgdata/pg_wal')), [leak]).length > 0
    await asOwnerOf(owner, (client) => client.query('drop table leak'))
    await house.stop()
    writeFileSync(join(place.path, 'server.log'), house.said())
    const stopped = filesIn(folder)
    report(
      'raw data folder and logs when it is stopped',
      strings.length,
      inFiles([...stopped, join(place.path, 'server.log')]),
      2,
      Number(inHeap) + Number(inLog),
    )
    report('the old backup as it lies', strings.length, inFiles(filesIn(before)))

    // Somebody kept the old backup, and has the root key. Within thirty days its season's key opens it; after them not.
    const attacker = join(place.path, 'attacker')
    const seasonsThen = readFileSync(`${before}.seasons`)
    const restored = await amparo(['restore', before], { AMPARO_DATA: attacker })
    if (restored.code !== 0) throw new Error(restored.said)
    mkdirSync(join(attacker, 'keys'), { recursive: true })
    cpSync(join(folder, 'keys/root.key'), join(attacker, 'keys/root.key'))
    // In the house time goes by: the season turns, and thirty days later its key is thrown away, here and beside the copy.
    house = await serveHouse(env)
    const seasons = await readSeasons(seasonFile(folder))
    const keeper = {
      asOwner: <T>(work: (client: never) => Promise<T>) => asOwnerOf(owner, work as never) as Promise<T>,
      vault: new Vault({ ...(await loadRootKey({ dataDir: folder })), seasons }),
      seasons,
      file: seasonFile(folder),
    }
    const today = new Date().toISOString().slice(0, 10)
    await keepSeasons(keeper, addDays(today, 8))
    await keepSeasons(keeper, addDays(today, 31))
    await dropOldSeasons(place.path, addDays(today, 31))
    await house.stop()
    const gone = inFiles([...filesIn(folder), ...filesIn(place.path).filter((file) => file.endsWith('.seasons'))])
    report('the house a month later', strings.length, gone)

    // The attacker takes today's keys; then, to see that the search can tell, those of then.
    const { startPrivatePostgres } = await import('#kit/postgres/private.ts')
    const postgres = await startPrivatePostgres({ root: attacker })
    const opens: [number, number][] = []
    for (const keys of [readFileSync(seasonFile(folder)), seasonsThen]) {
      writeFileSync(join(attacker, 'keys/seasons.json'), keys, { mode: 0o600 })
      opens.push(await keysThatOpen(attacker, founded.organisation_id, case_id))
    }
    await postgres.stop()
    const [[of, withToday], [, withThen]] = opens as [[number, number], [number, number]]
    say(`the old backup holds ${of} wrapped key of the file; today’s keys open ${withToday}, those of then ${withThen}`)
    report('the old backup restored after thirty days', of, withToday > 0 ? ['the key of the file'] : [], 1, withThen)
    report('its raw folder', strings.length, inFiles(filesIn(attacker)))
    return results
  } finally {
    await house.stop('SIGKILL').catch(() => null)
    rmSync(place.path, { recursive: true, force: true })
  }
}
