-- What the release that ended with 0014_travel_times wrote on the data of the one before: never changed again, whatever later
-- migrations do. Times that a planner gave and gave anew, by hand as that release's import writes them; and why a request
-- was set aside.

set local session_replication_role = replica;

insert into travel_time (workplace_id, site_id, minutes, source, changed_at, changed_by) values
('019b76da-e27b-7529-97a0-da61421a4505', '019b76da-a800-7749-9a94-9e546426fbd4', 41, 'Municipality, 2026', '2026-11-26 22:10:04.5+00', '019b76db-07b5-76c4-b121-30b606ecd156'),
('019b76da-e27b-7529-97a0-da61421a4505', '019b76da-b4da-756b-873c-ff5c17da5541', 63, 'Counted by bus, 2026', '2026-11-26 22:10:04.5+00', '019b76db-07b5-76c4-b121-30b606ecd156');

update travel_time set minutes = 28, changed_at = '2026-11-26 22:12:51.25+00', changed_by = '019b76db-07b6-73ee-a2b6-a47e8fb30f63'
where workplace_id = '019b76da-e27a-7ed3-a193-fc9f238a640e' and site_id = '019b76da-a800-7749-9a94-9e546426fbd4';

update plan_request set contradiction = 'crew_of_both_sexes', placed = 0, expected_from = null
where plan_id = '01a219a9-d3f8-7401-9bb7-a580d8e4ab80' and request_id = '019b76db-3433-7e65-aa63-8051da0ecdb0';
