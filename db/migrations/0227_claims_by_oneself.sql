-- Whoever writes a claim down is written beside it, and nobody else: no colleague records one as another.
create policy recorded_by_oneself on money_claim as restrictive for insert to amparo_app with check (recorded_by = (select guard.staff()));
