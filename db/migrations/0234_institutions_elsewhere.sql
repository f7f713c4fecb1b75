-- An institution in another country has no province of Spain, and needs none.
alter table institution drop constraint institution_check;
alter table institution add constraint institution_province_of_spain check (province is null or country = 'ES');
alter table institution add constraint institution_province_is_a_code check (province ~ '^[0-9]{2}$');
