// A world as rows, and the functions that write it and look at it: everything in one transaction that is undone again.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Section, sections } from '#access/access.ts'
import type { World } from './world.ts'

/** The same place in a world always has the same id. */
export const id = (what: string, ...at: number[]): string => {
  const hex = createHash('sha256')
    .update(`${what}:${at.join(':')}`)
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
export const tokenOf = (staff: number): string => `token-${staff}-of-a-world`
export const officeId = (organisation: number, office: number): string => id('office', organisation, office)

export interface Times {
  now: Date
  at: (minutes: number) => string
  day: (days: number) => string
}
const nearMidnight = (now: Date): boolean => now.getTime() % 86_400_000 > 86_400_000 - 300_000
/** The moment the database will hold to be now: the machine's, or the high-water mark ahead of it. */
export const timesOf = (world: World): Times => {
  const machine = Date.now() + world.clock_ahead * 3_600_000
  const now = new Date(nearMidnight(new Date(machine)) ? machine + 600_000 : machine)
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString()
  return { now, at, day: (days) => at(days * 1440).slice(0, 10) }
}

/** A file holds notes in some sections and timeline entries in others: over many worlds, in every one of them. */
const isDrawn = (world: World, file: number, section: Section, many: number): boolean =>
  (world.chance + file * 5 + sections.indexOf(section) * 7) % sections.length < many
export const hasNote = (world: World, file: number, section: Section): boolean => isDrawn(world, file, section, 5)
export const hasEntry = (world: World, file: number, section: Section): boolean => isDrawn(world, file, section, 3)

const hashOf = (token: string) => `\\x${createHash('sha256').update(token).digest('hex')}`
const sealed = '\\x01'

export const rowsOf = (world: World, { now, at, day }: Times): Record<string, object[]> => {
  const places = [...Array(world.partners + 1).keys()]
  const organisationOf = (file: number) => id('organisation', world.files[file]!.organisation)
  const onFile = (file: number) => ({ organisation_id: organisationOf(file), case_id: id('file', file) })
  const consentAccess = world.consents.flatMap((consent, place) =>
    consent.accepted
      ? [
          {
            ...onFile(consent.file),
            access_id: id('consent-access', place),
            kind: 'consent',
            member_organisation_id: id('organisation', consent.recipient),
            function: 'partner',
            sections: consent.sections,
            basis: id('consent', place),
            from_at: at(consent.accepted.from),
            until_at: consent.accepted.until === null ? null : at(consent.accepted.until),
            ended_at: consent.accepted.ended ? at(-5) : null,
            created_by: id('staff', 0),
          },
        ]
      : [],
  )
  return {
    organisation: places.map((place) => ({
      organisation_id: id('organisation', place),
      kind: place === 0 ? 'own' : 'partner',
      name: `Organisation ${place}`,
      country: 'ES',
      languages: [],
      takes_reports: false,
      takes_referrals: place > 0,
      leads_files: false,
      language: 'es',
      retention_months: 60,
      version: 1,
      created_at: at(-90_000),
    })),
    office: places.flatMap((place) =>
      (place === 0 ? [0, 1] : [0]).map((office) => ({
        organisation_id: id('organisation', place),
        office_id: officeId(place, office),
        name: `Office ${office}`,
        version: 1,
      })),
    ),
    staff: world.staff.map((one, place) => ({
      organisation_id: id('organisation', one.organisation),
      staff_id: id('staff', place),
      office_id: officeId(one.organisation, one.office),
      name: `Member ${place}`,
      email: `member${place}@example.org`,
      roles: one.roles,
      status: one.status,
      language: 'es',
      version: 1,
      created_at: at(-90_000),
    })),
    session: world.staff.flatMap((one, place) =>
      one.session === 'forged'
        ? []
        : [
            {
              token_hash: hashOf(tokenOf(place)),
              organisation_id: id('organisation', one.organisation),
              session_id: id('session', place),
              staff_id: id('staff', place),
              device: '',
              made_at: at(-600),
              seen_at: at(-1),
              // Between the machine's clock and the high-water mark, where there is room between the two.
              expires_at: one.session === 'expired' ? at(-world.clock_ahead * 30 - 5) : at(600),
              ended_at: one.session === 'ended' ? at(-5) : null,
            },
          ],
    ),
    case_file: world.files.map((file, place) => ({
      ...onFile(place),
      office_id: officeId(file.organisation, file.office),
      reference: `F-${place}`,
      stage: 'first_contact',
      status: 'open',
      opened_on: day(-60),
      last_activity_at: at(-60),
      created_by: id('staff', file.created_by),
      sealed_card: sealed,
      version: 1,
    })),
    case_key: world.files.map((_, place) => ({ ...onFile(place), version: 1, wrapped: sealed, made_at: at(-600) })),
    case_access: [
      ...world.team.map((one, place) => ({
        ...onFile(one.file),
        access_id: id('team', place),
        kind: 'team',
        staff_id: id('staff', one.staff),
        function: 'team_member',
        sections: one.sections,
        from_at: at(one.from),
        until_at: one.until === null ? null : at(one.until),
        ended_at: one.ended ? at(-5) : null,
        created_by: id('staff', 0),
      })),
      ...world.glass.map((one, place) => ({
        ...onFile(one.file),
        access_id: id('glass', place),
        kind: 'break_glass',
        staff_id: id('staff', one.staff),
        function: 'break_glass',
        sections: one.sections,
        basis: id('glass-basis', place),
        from_at: at(-one.minutes_ago),
        until_at: at(60 - one.minutes_ago),
        ended_at: one.ended ? at(-5) : null,
        created_by: id('staff', one.staff),
      })),
      ...consentAccess,
    ],
    note: world.files.flatMap((_, file) =>
      sections
        .filter((section) => hasNote(world, file, section))
        .map((section, place) => ({
          ...onFile(file),
          note_id: id('note', file, place),
          section,
          written_at: at(-60),
          author_id: id('staff', 0),
          sealed,
          version: 1,
        })),
    ),
    timeline_entry: world.files.flatMap((_, file) =>
      [...sections.filter((section) => hasEntry(world, file, section)), null].map((section, place) => ({
        ...onFile(file),
        entry_id: id('entry', file, place),
        at: at(-60),
        kind: 'note_added',
        section,
        actor_id: id('staff', 0),
        codes: {},
      })),
    ),
    consent: world.consents.map((one, place) => ({
      ...onFile(one.file),
      consent_id: id('consent', place),
      recipient_organisation_id: id('organisation', one.recipient),
      sections: one.sections,
      purpose: 'referral',
      given_by: 'person',
      how: 'spoken',
      language: 'es',
      with_interpreter: false,
      starts_on: day(one.starts),
      ends_on: day(one.starts + one.lasts),
      recorded_by: id('staff', 0),
      recorded_at: at(-60),
      withdrawn_at: one.withdrawn ? at(-3) : null,
      for_good: [],
    })),
    referral: world.consents.map((one, place) => ({
      ...onFile(one.file),
      referral_id: id('referral', place),
      kind: 'referral',
      to_organisation_id: id('organisation', one.recipient),
      need: 'housing',
      status: one.accepted ? 'accepted' : 'sent',
      consent_id: id('consent', place),
      sent_by: id('staff', 0),
      sent_at: at(-60),
      answer_due_on: day(5),
      intake_version: 1,
      sealed_summary: sealed,
      sealed,
      version: 1,
    })),
    journal: [
      ...world.files.map((_, place) => ({ ...onFile(place), entry_id: id('journal-file', place) })),
      ...places.map((place) => ({ organisation_id: id('organisation', place), entry_id: id('journal', place) })),
    ].map((row) => ({
      ...row,
      at: now.toISOString(),
      action: 'case.open',
      basis: 'all',
      sections: [],
      outcome: 'done',
      transaction_id: '1',
    })),
  }
}

/** Test-only functions: write a world as the owner, look at it and try things as whoever holds a token. */
const probes = `
create schema probe;
-- One table for each way guard.wall walls: whatever holds for these holds for every table walled so (test/house/schema.test.ts).
do $$
declare t text;
begin
  foreach t in array array['by_row', 'team', 'health'] loop
    execute format('create table probe.%I (organisation_id uuid, case_id uuid, section text)', t);
    perform guard.wall(format('probe.%I', t)::regclass, t);
  end loop;
end $$;
create table probe.every_file (case_id uuid);
grant select on probe.every_file to amparo_app;
create function probe.write(world jsonb, latest timestamptz) returns void language plpgsql as $$
declare t text;
begin
  update clock_mark set latest = write.latest;
  foreach t in array array['organisation', 'office', 'staff', 'session', 'case_file', 'case_key', 'consent', 'case_access',
                           'note', 'timeline_entry', 'referral', 'journal'] loop
    execute format('insert into %I select * from jsonb_populate_recordset(null::%I, $1)', t, t) using world -> t;
  end loop;
  truncate probe.every_file;
  insert into probe.every_file select case_id from case_file;
  insert into probe.by_row select organisation_id, case_id, section from note;
  insert into probe.health select organisation_id, case_id, section from note where section = 'health';
  insert into probe.team select organisation_id, case_id, null from timeline_entry where section is null;
end $$;
create function probe.enter(token text, hint text) returns void language plpgsql as $$
begin
  perform guard.leave(), set_config('amparo.token', token, true), set_config('amparo.case', hint, true);
  -- A request about a file enters as the gate does, so that what is decided once and carried along is tested too.
  perform guard.enter(token, nullif(hint, '')::uuid);
end $$;
create function probe.look(token text, hint text) returns jsonb language plpgsql as $$
begin
  perform probe.enter(token, hint);
  return jsonb_build_object(
    'actor', (select jsonb_agg(staff_id) from guard.actor()),
    'file', (select jsonb_agg(case_id) from case_file),
    'note', (select jsonb_agg(case_id || ' ' || section) from note),
    'timeline', (select jsonb_agg(case_id || ' ' || coalesce(section, '-')) from timeline_entry),
    'walled by row', (select jsonb_agg(case_id || ' ' || section) from probe.by_row),
    'walled for health', (select jsonb_agg(case_id || ' ' || section) from probe.health),
    'walled for the team', (select jsonb_agg(case_id || ' -') from probe.team),
    'key', (select jsonb_agg(case_id) from case_key),
    'access', (select jsonb_agg(access_id) from case_access),
    'consent', (select jsonb_agg(consent_id) from consent),
    'referral', (select jsonb_agg(referral_id) from referral),
    'journal', (select jsonb_agg(entry_id) from journal));
end $$;
-- What the short ways answer, all files asked in one round with a stranger in front, and each alone; what they write meanwhile is undone.
create function probe.at_once(token text, a_section text) returns jsonb language plpgsql as $$
declare found jsonb;
begin
  perform guard.leave();
  begin
    with asked as (
      select array_agg(case_id order by case_id) as cases, array_agg(token) as tokens, array_agg(gen_random_uuid()) as ids, array_agg(gen_random_uuid()) as others, count(*)::int as n from probe.every_file
    ), opened as materialized (
      select coalesce(cases[o.place - 1]::text, 'a stranger') as case_id, o.answered as o
      from asked, guard.open_files(array_prepend('', tokens), cases[1] || cases, gen_random_uuid() || ids, array_fill(1000, array[n + 1])) o
    ), alone as materialized (
      select f.case_id::text as case_id, guard.open_file(token, f.case_id, gen_random_uuid(), 1000) as o from probe.every_file f
      union all select 'a stranger', guard.open_file('', asked.cases[1], gen_random_uuid(), 1000) from asked
    ), added as materialized (
      select f.case_id::text as case_id, guard.add_note(token, f.case_id, gen_random_uuid(), gen_random_uuid(), '\\x01', '{}', gen_random_uuid(), a_section,
        '\\x01', 1, null, null, null, gen_random_uuid(), null) as o from probe.every_file f
      union all select 'a stranger', guard.add_note('', asked.cases[1], gen_random_uuid(), gen_random_uuid(), '\\x01', '{}', gen_random_uuid(), a_section,
        '\\x01', 1, null, null, null, gen_random_uuid(), null) from asked
    )
    select jsonb_build_object(
      'opened alone', (select jsonb_agg(case_id || ' ' || (o ->> 'basis')) from alone where o is not null),
      'timeline alone', (select jsonb_agg(case_id || ' ' || coalesce(t, '-')) from alone, json_array_elements_text(nullif(o #>> '{row,timeline,section}', '')::json) t),
      'opened at once', (select jsonb_agg(case_id || ' ' || (o ->> 'basis')) from opened where o is not null),
      'timeline at once', (select jsonb_agg(case_id || ' ' || coalesce(t, '-')) from opened, json_array_elements_text(nullif(o #>> '{row,timeline,section}', '')::json) t),
      'listed at once', (select coalesce(jsonb_agg(l), '[]')
         from guard.list_files(array['', token], array[gen_random_uuid(), gen_random_uuid()], array['open', 'open'], array[null, null], array[false, false],
           array[null, null]::timestamptz[], array[null, null]::uuid[], array[1000, 1000]) o, json_array_elements_text(nullif(o.answered #>> '{row,case_id}', '')::json) l),
      'written at once', (select jsonb_agg(coalesce(cases[o.place - 1]::text, 'a stranger') || ' ' || (o.answered ->> 'basis'))
         from asked, guard.add_notes(array_prepend('', tokens), cases[1] || cases, gen_random_uuid() || others, gen_random_uuid() || ids, array_fill('\\x01'::bytea, array[n + 1]),
           array_fill('{}'::jsonb, array[n + 1]), gen_random_uuid() || ids, array_fill(a_section, array[n + 1]), array_fill('\\x01'::bytea, array[n + 1]),
           array_fill(1, array[n + 1]), array_fill(null::text, array[n + 1]), array_fill(null::int, array[n + 1]), array_fill(null::date, array[n + 1]),
           gen_random_uuid() || ids, array_fill(null::timestamptz, array[n + 1])) o),
      'written alone', (select jsonb_agg(case_id || ' ' || (o ->> 'basis')) from added where o is not null))
    into found;
    raise exception using errcode = 'AM001';
  exception
    when sqlstate 'AM001' then null;
    when others then found := jsonb_build_object('opened at once', jsonb_build_array(sqlerrm));
  end;
  return found;
end $$;
create function probe.rights(token text, files uuid[], actions text[], consents jsonb) returns jsonb language plpgsql as $$
begin
  perform probe.enter(token, '');
  return jsonb_build_object(
    'subject', (select jsonb_agg(f || ' ' || s.organisation_id || ' ' || s.office_id || ' ' || s.created_by)
                from unnest(files) f, guard.subject_of(f) s),
    'live', (select jsonb_agg(f || ' ' || (a ->> 'access_id')) from unnest(files) f, guard.subject_of(f) s, jsonb_array_elements(s.live) a),
    'write', (select jsonb_agg(f || ' ' || s) from unnest(files) f, unnest(guard.sections_of(f, 'case.write')) s),
    'reach', (select jsonb_agg(f || ' ' || a) from unnest(files) f, unnest(actions) a where guard.reaches(f, a)),
    'may', (select jsonb_agg(a) from unnest(actions) a where guard.may(a)),
    'held', (select jsonb_agg(c ->> 0) from jsonb_array_elements(consents) c
             where guard.hold_consent((c ->> 0)::uuid, (c ->> 1)::uuid, (c ->> 2)::uuid)));
end $$;
create function probe.attempt(token text, hint text, tries text[]) returns text[] language plpgsql as $$
declare t text; done int; result text[] := '{}';
begin
  perform probe.enter(token, hint);
  foreach t in array tries loop
    begin
      execute t;
      get diagnostics done = row_count;
      raise exception using errcode = 'AM001';
    exception
      when sqlstate 'AM001' then result := result || case when done > 0 then 'done' else 'refused' end;
      when insufficient_privilege then result := result || 'refused'::text;
      when others then result := result || (sqlstate || ' ' || sqlerrm);
    end;
  end loop;
  return result;
end $$;
grant usage on schema probe to amparo_app;
`
export const createProbes = (owner: pg.ClientBase): Promise<unknown> => owner.query(probes)
