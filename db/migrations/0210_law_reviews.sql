-- What a lawyer says of a rule of law as it is written here. A row stands for exactly one text, by its hash: when a letter of
-- the rule or of its words changes, no row speaks of it any more. Nothing is changed or taken away; a later row outweighs.

create table law_review (
  organisation_id uuid not null references organisation,
  review_id uuid not null,
  pack_id text not null check (pack_id in ('es', 'eu', 'coe', 'it', 'uk', 'us')),
  rule_id text not null check (rule_id ~ '^[A-Z]{2,3}-[A-Z]?[0-9]{1,3}[a-z]?$'),
  rule_from date not null,
  rule_hash text not null check (rule_hash ~ '^[0-9a-f]{64}$'),
  verdict text not null check (verdict in ('stands', 'wrong', 'look_again')),
  name text not null check (length(name) between 1 and 120),
  on_day date not null,
  recorded_by uuid not null default guard.staff(),
  recorded_at timestamptz not null default guard.clock(),
  intake_version int not null,
  sealed bytea not null,
  primary key (organisation_id, review_id),
  unique (review_id),
  foreign key (organisation_id, recorded_by) references staff
);
create index law_review_of on law_review (organisation_id, pack_id, rule_id, rule_from, on_day desc);
comment on table law_review is 'What a lawyer of this organisation said of exactly this text of a rule, and signed. sealed, to the organisation: in which words. It speaks of the law alone, of no person accompanied.';

do $$
declare
  ours constant text := 'organisation_id = (select guard.organisation())';
begin
  execute 'alter table law_review enable row level security';
  execute 'alter table law_review force row level security';
  execute 'create policy kept_by_owner on law_review to current_user using (true) with check (true)';
  -- Beside every deadline stands who looked at its rule: whoever works here may read that much.
  execute format('create policy read_in_the_house on law_review for select to amparo_app using (%s)', ours);
  execute format('create policy signed_by_reviewers on law_review for insert to amparo_app with check (%s and (select guard.may(''law.review'')) and recorded_by = (select guard.staff()))', ours);
end $$;
grant select on law_review to amparo_app;
grant insert (organisation_id, review_id, pack_id, rule_id, rule_from, rule_hash, verdict, name, on_day, intake_version, sealed) on law_review to amparo_app;
