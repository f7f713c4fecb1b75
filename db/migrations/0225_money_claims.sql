-- Money that is owed to the person or that the law gives her: compensation, aid, legal aid, minimum income, wages never paid.
-- What kind, how far and which days lie plain, because they are counted and ring; every sum and word is sealed.

create table money_claim (
  organisation_id uuid not null,
  case_id uuid not null,
  claim_id uuid not null,
  kind text not null check (kind in ('compensation_criminal', 'compensation_civil', 'state_aid', 'legal_aid', 'minimum_income', 'back_wages', 'other')),
  pack text not null check (pack ~ '^[a-z]{2,3}$'),
  status text not null check (status in ('considered', 'prepared', 'filed', 'granted', 'granted_in_part', 'refused', 'appealed', 'paid', 'given_up')),
  filed_on date,
  decided_on date,
  recorded_by uuid not null default guard.staff(),
  recorded_at timestamptz not null default guard.clock(),
  sealed bytea not null,
  version int not null default 1,
  primary key (organisation_id, case_id, claim_id),
  foreign key (organisation_id, case_id) references case_file,
  check (decided_on is null or filed_on is null or filed_on <= decided_on)
);
comment on table money_claim is
  'A claim for money: kind, law, status and days in the clear; authority, number, sums, what she worked and what came in sealed.';
select guard.wall('money_claim', 'law');
revoke update on money_claim from amparo_app;
grant update (kind, pack, status, filed_on, decided_on, sealed, version) on money_claim to amparo_app;
