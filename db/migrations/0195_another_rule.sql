-- A series may come again by another rule from one of its appointments on: the old one ends the day before, and what stays on its
-- day goes over to the new one.

grant update (until_on, most) on appointment_series to amparo_app;
grant update (series_id) on appointment to amparo_app;
