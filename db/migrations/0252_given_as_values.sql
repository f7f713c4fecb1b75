-- What guard.add_note was given as a value is not carried along from row to row: the same words as before, with the
-- parameters in place of the columns that only repeated them.
do $do$
declare
  whole text := pg_get_functiondef('guard.add_note'::regproc);
  f text;
  given text;
begin
  whole := replace(whole, 'select a.*, me.session_id', 'select me.session_id');
  for f, given in
    select * from (values ('case_id', 'a_case'), ('entry_id', 'an_entry'), ('request', 'a_request'), ('print', 'a_print'), ('reply', 'a_reply'), ('note_id', 'a_note'),
      ('section', 'a_section'), ('sealed', 'a_seal'), ('contact', 'a_contact'), ('minutes', 'a_duration'), ('happened_on', 'a_day'),
      ('timeline_id', 'a_place'), ('at', 'a_moment')) carried
  loop
    whole := regexp_replace(whole, '\md\.' || f || '\M', given, 'g');
  end loop;
  execute whole;
end $do$;
