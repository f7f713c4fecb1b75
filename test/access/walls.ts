// Walls in the database, tried by whoever might: one question after another in the name of a session, or as the role of the
// door, past the server, and whatever it did is undone. Then each wall is taken down once, to see that somebody notices.
//
//   await standBy(owner)                                      // once, inside a transaction or before everything
//   assert.equal(await firstWrong(owner, asked), undefined)   // nobody sees or does too much, and nobody too little
//   assert.deepEqual(await unnoticed(owner, mutants, () => firstWrong(owner, asked)), [])
import assert from 'node:assert/strict'
import type pg from 'pg'
import type { Mutant } from './mutants.ts'

/** Rows shown or touched; null: refused; a list: what is told, in order. `missing`, `broken`: stopped by the table alone. */
export type Should = number | null | string[]

export interface Try {
  /** What is tried, and by whom, for whoever reads that it went wrong. */
  name: string
  who: string
  /** The token of a session; `door`: as the role of the public door. */
  token: string
  text: string
  /** The file the request says to be about. */
  about?: string
  /** Counted as the owner afterwards: what the statement really did. */
  then?: string
  should: Should
}

const probe = `
create schema probe;
create function probe.try(token text, about text, statement text, then_count text, tells boolean) returns text[] language plpgsql as $$
declare done text[]; rows int;
begin
  begin
    if token = 'door' then set local role amparo_door;
    else
      set local role amparo_app;
      perform guard.leave(), set_config('amparo.token', token, true), set_config('amparo.case', about, true);
      perform guard.enter(token, nullif(about, '')::uuid);
    end if;
    if tells then
      execute 'select array_agg(x::text order by x::text) from (' || statement || ') t(x)' into done;
    else
      execute statement; get diagnostics rows = row_count; done := array[rows::text];
    end if;
    if then_count <> '' then
      reset role;
      execute then_count into rows;
      done := array[rows::text];
    end if;
    raise exception using errcode = 'AM001';
  exception
    when sqlstate 'AM001' then return coalesce(done, '{}');
    when insufficient_privilege then return array['refused'];
    when foreign_key_violation then return array['missing'];
    when not_null_violation or check_violation or unique_violation then return array['broken'];
  end;
end $$;
create function probe.first_wrong(asks jsonb) returns jsonb language plpgsql as $$
declare one jsonb; place int := 0; done text[];
begin
  for one in select a from jsonb_array_elements(asks) with ordinality as t(a, n) order by n loop
    done := probe.try(one ->> 0, one ->> 1, one ->> 2, one ->> 3, (one ->> 4)::boolean);
    if to_jsonb(done) <> one -> 5 then return jsonb_build_object('place', place, 'done', to_jsonb(done)); end if;
    place := place + 1;
  end loop;
  return null;
end $$;`

export const standBy = (client: pg.PoolClient): Promise<unknown> => client.query(probe)

const listed = (should: Should): string[] => {
  if (Array.isArray(should)) return should
  return [should === null ? 'refused' : String(should)]
}
/** One value in brackets is told; everything else is counted in rows, unless what it tells is expected. */
const tells = ({ text, should }: Try): boolean =>
  /^select/i.test(text) && (Array.isArray(should) || /^select \(/.test(text))

/** The first try that did not come out as it should; those after it need not be tried. */
export const firstWrong = async (client: pg.PoolClient, tries: readonly Try[]): Promise<string | undefined> => {
  const { rows } = await client.query<{ wrong: { place: number; done: string[] } | null }>(
    'select probe.first_wrong($1) as wrong',
    [
      JSON.stringify(
        tries.map((one) => [one.token, one.about ?? '', one.text, one.then ?? '', tells(one), listed(one.should)]),
      ),
    ],
  )
  const wrong = rows[0]!.wrong
  if (!wrong) return undefined
  const { name, who, should } = tries[wrong.place]!
  return `${name}: ${who}: should be ${listed(should)}, was ${wrong.done}`
}

/** One statement and what it should come to for each who tries it. */
export interface Tried<Name extends string> {
  name: string
  text: string
  by: Partial<Record<Name, Should>>
  about?: string
  then?: string
}

export const triesOf = <Name extends string>(tried: readonly Tried<Name>[], tokenOf: (who: Name) => string): Try[] =>
  tried.flatMap(({ by, ...one }) =>
    (Object.entries(by) as [Name, Should][]).map(([who, should]) => ({
      ...one,
      who,
      token: tokenOf(who),
      should,
    })),
  )

/** A wall taken down, or a word of a function left out, as somebody might by mistake. */
export const takeDown = async (client: pg.PoolClient, mutant: Mutant): Promise<void> => {
  if ('sql' in mutant) {
    await client.query(mutant.sql)
    return
  }
  const { rows } = await client.query<{ text: string }>(
    "select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'guard'::regnamespace and proname = $1",
    [mutant.in],
  )
  const text = rows[0]?.text ?? ''
  assert.ok(text.includes(mutant.replace), `${mutant.name}: ${mutant.in} no longer says that`)
  await client.query(text.replaceAll(mutant.replace, () => mutant.by))
}

/** The walls that nobody missed: each taken down by itself and put back. Inside a transaction. */
export const unnoticed = async (
  client: pg.PoolClient,
  mutants: readonly Mutant[],
  wrong: (mutant: Mutant) => Promise<string | undefined>,
): Promise<string[]> => {
  const names: string[] = []
  for (const mutant of mutants) {
    await client.query('savepoint mutant')
    await takeDown(client, mutant)
    if (!(await wrong(mutant))) names.push(mutant.name)
    await client.query('rollback to savepoint mutant')
  }
  return names
}

/** Where a hole shows first: in what names the table or the function it was made in. The others are tried after that. */
export const nearestFirst = (tries: readonly Try[], mutant: Mutant): Try[] => {
  const within =
    'in' in mutant ? mutant.in : / on (?:function )?(?:guard\.)?(\w+)|function guard\.(\w+)/.exec(mutant.sql)
  const name = Array.isArray(within) ? (within[1] ?? within[2]) : within
  if (!name) return [...tries]
  const names = new RegExp(`\\b${name}\\b`)
  const isNear = ({ text, then = '' }: Try) => Number(names.test(`${text} ${then}`))
  return tries.toSorted((a, b) => isNear(b) - isNear(a))
}

/** Everything that is tried, and every wall taken down, in one transaction that leaves nothing behind. */
export const holds = async (
  client: pg.PoolClient,
  {
    mutants,
    tries,
    ground = async () => {},
  }: { mutants: readonly Mutant[]; tries: () => Try[]; ground?: () => Promise<void> },
): Promise<void> => {
  await client.query('begin')
  try {
    await standBy(client)
    await ground()
    const all = tries()
    assert.equal(await firstWrong(client, all), undefined)
    assert.deepEqual(await unnoticed(client, mutants, (mutant) => firstWrong(client, nearestFirst(all, mutant))), [])
  } finally {
    await client.query('rollback')
  }
}
