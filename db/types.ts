// Written by `npm run migrations` from the database; do not edit. The shape of every table, for the compiler.
import type { ColumnType } from "kysely";

export type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[]
  ? U[]
  : ArrayTypeImpl<T>;

export type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S[], I[], U[]>
  : T[];

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export interface AccessBarrier {
  barrier_id: string;
  case_id: string;
  decline_reason: string | null;
  kind: string | null;
  met_on: string;
  need: string;
  organisation_id: string;
  provider_id: string | null;
  province: string | null;
  recorded_at: Generated<string>;
  recorded_by: string | null;
  referral_id: string | null;
  section: string;
  service_id: string | null;
  taken_back_at: string | null;
  version: Generated<number>;
}

export interface AccessReview {
  case_id: string | null;
  kind: string;
  of_day: string;
  organisation_id: string;
  review_id: string;
  seen_at: Generated<string>;
  seen_by: string;
  staff_id: string;
  word: string;
}

export interface AccessRule {
  action: string;
  reach: string;
  role: string;
  sections: Generated<string[]>;
}

export interface AdverseMark {
  case_id: string;
  match: Buffer;
  matter_id: string;
  organisation_id: string;
}

export interface Alert {
  alert_id: string;
  case_id: string;
  ended_at: string | null;
  ended_by: string | null;
  kind: string;
  organisation_id: string;
  sealed: Buffer;
  section: string;
  since: string;
  until_on: string | null;
  written_at: Generated<string>;
  written_by: string;
}

export interface AnsweredRequest {
  action: string;
  at: Generated<string>;
  fingerprint: Buffer;
  idempotency_key: string;
  organisation_id: string;
  reply: Json;
  staff_id: string;
}

export interface Appointment {
  appointment_id: string;
  at_time: string;
  away_after: Generated<number>;
  /**
   * Minutes on the way there; away_after those on the way back. They are taken too.
   */
  away_before: Generated<number>;
  case_id: string;
  changed_at: Generated<string>;
  closed_by: string | null;
  ends_at: string;
  interpreter_dialect: string | null;
  interpreter_language: string | null;
  kind: string;
  minutes: number;
  mode: string;
  /**
   * How often its time was changed after it was planned.
   */
  moved: Generated<number>;
  on_day: string;
  organisation_id: string;
  planned_by: Generated<string>;
  province: string | null;
  reason_of: string | null;
  reason_why: string | null;
  reminder_wanted: Generated<boolean>;
  sealed: Buffer;
  sealed_outcome: Buffer | null;
  section: string;
  series_id: string | null;
  starts_at: string;
  status: Generated<string>;
  version: Generated<number>;
  zone: string;
}

export interface AppointmentReminder {
  about: string;
  appointment_id: string;
  case_id: string;
  departure_id: string | null;
  left_at: string | null;
  organisation_id: string;
  reminder_id: string;
  section: string;
  status: Generated<string>;
}

export interface AppointmentSeries {
  case_id: string;
  every: number;
  except_on: Generated<ArrayType<string>>;
  holidays: Generated<string>;
  month_by: Generated<string>;
  most: number | null;
  organisation_id: string;
  planned_by: Generated<string>;
  section: string;
  series_id: string;
  unit: string;
  until_on: string | null;
  weekdays: Generated<number[]>;
}

export interface AppointmentStaff {
  appointment_id: string;
  busy_from: string;
  busy_until: string;
  case_id: string;
  live: boolean;
  organisation_id: string;
  part: string;
  section: string;
  staff_id: string;
}

export interface AskedAbout {
  asked_on: string;
  asker: string;
  case_id: string;
  event_id: string;
  organisation_id: string;
  recorded_at: Generated<string>;
  sealed: Buffer;
  told_by: string;
  way: string;
}

export interface Assent {
  about: string;
  answer: string;
  asked_by: string;
  asked_on: string;
  assent_id: string;
  case_id: string;
  explained_by: string[];
  language: string;
  organisation_id: string;
  recorded_at: Generated<string>;
  sealed: Buffer;
  withdrawn_at: string | null;
}

export interface Assessment {
  assessment_id: string;
  case_id: string;
  /**
   * When it was last amended.
   */
  changed_at: string | null;
  changed_by: string | null;
  instrument: string;
  instrument_version: string;
  organisation_id: string;
  /**
   * Orders two talks of one day.
   */
  recorded_at: Generated<string>;
  sealed: Buffer;
  section: string;
  taken_by: string;
  taken_on: string;
  version: Generated<number>;
}

export interface AssessmentVersion {
  assessment_id: string;
  case_id: string;
  organisation_id: string;
  sealed: Buffer;
  section: string;
  version: number;
  written_at: string;
  written_by: string;
}

export interface BestInterest {
  best_interest_id: string;
  case_id: string;
  decided_on: string;
  heard: string[];
  organisation_id: string;
  question: string;
  recorded_at: Generated<string>;
  recorded_by: string;
  review_on: string;
  sealed: Buffer;
}

export interface BlindMatch {
  case_id: string;
  match: Buffer;
  organisation_id: string;
  /**
   * By which rules the mark was made. Marks of an older scheme stay until their file is marked anew.
   */
  scheme: Generated<number>;
}

export interface BreakGlass {
  break_glass_id: string;
  case_id: string;
  opened_at: string;
  organisation_id: string;
  reason: string;
  reviewed_at: string | null;
  reviewed_by: string | null;
  sealed_reason: Buffer | null;
  staff_id: string;
  until_at: string;
  verdict: string | null;
}

export interface BusyTime {
  busy_id: string;
  ends_at: string;
  kind: string;
  organisation_id: string;
  staff_id: string;
  starts_at: string;
  version: Generated<number>;
}

export interface CalendarFeed {
  created_at: Generated<string>;
  language: string;
  last_read_on: string | null;
  organisation_id: string;
  revoked_at: string | null;
  staff_id: string;
  token_hash: Buffer;
}

export interface CareEpisode {
  case_id: string;
  closed_on: string | null;
  episode_id: string;
  opened_on: string;
  organisation_id: string;
  /**
   * How many times the therapist plans to meet. Set by the therapist, counted from nothing.
   */
  planned_sessions: number | null;
  provider: string;
  recorded_at: Generated<string>;
  recorded_by: string;
  referral_id: string | null;
  sealed: Buffer;
  section: string;
  staff_id: string | null;
  status: Generated<string>;
  version: Generated<number>;
}

export interface CareEvent {
  case_id: string;
  event_id: string;
  next_closes_at: string | null;
  organisation_id: string;
  recorded_at: Generated<string>;
  recorded_by: string;
  sealed: Buffer;
  sealed_answers: Buffer;
  version: Generated<number>;
}

export interface CareGroup {
  created_by: string;
  ends_on: string | null;
  group_id: string;
  language: string;
  most: number;
  name: string;
  office_id: string;
  organisation_id: string;
  purpose: string;
  room: string;
  section: string;
  starts_on: string;
  version: Generated<number>;
}

export interface CareGroupLeader {
  ended_at: string | null;
  from_at: Generated<string>;
  group_id: string;
  organisation_id: string;
  staff_id: string;
}

export interface CareGroupSession {
  group_id: string;
  minutes: number;
  on_day: string;
  organisation_id: string;
  session_id: string;
  status: string;
  version: Generated<number>;
}

export interface CareSession {
  attendance: string;
  case_id: string;
  episode_id: string;
  interpreter: string;
  minutes: number | null;
  moved_to: string | null;
  on_day: string;
  organisation_id: string;
  place: string;
  reason: string | null;
  recorded_at: Generated<string>;
  recorded_by: string;
  sealed: Buffer;
  section: string;
  session_id: string;
  version: Generated<number>;
}

export interface CareVersion {
  case_id: string;
  of_table: string;
  organisation_id: string;
  row_id: string;
  sealed: Buffer;
  section: string;
  status: string;
  version: number;
  written_at: string;
  written_by: string;
}

export interface CaseAccess {
  access_id: string;
  basis: string | null;
  case_id: string;
  created_by: string;
  ended_at: string | null;
  from_at: Generated<string>;
  function: Generated<string>;
  kind: string;
  member_organisation_id: string | null;
  organisation_id: string;
  /**
   * The referral whose acceptance opened this.
   */
  referral_id: string | null;
  sections: string[];
  staff_id: string | null;
  until_at: string | null;
}

export interface CaseCounted {
  age_band: string;
  case_id: string;
  counted_on: string;
  languages: Generated<string[]>;
  organisation_id: string;
  province: string | null;
  sex: string;
}

export interface CaseFile {
  case_id: string;
  closed_on: string | null;
  created_by: string;
  last_activity_at: Generated<string>;
  next_due_on: string | null;
  office_id: string;
  opened_on: string;
  organisation_id: string;
  reference: string;
  sealed_card: Buffer;
  stage: Generated<string>;
  status: Generated<string>;
  version: Generated<number>;
}

export interface CaseKey {
  case_id: string;
  made_at: Generated<string>;
  organisation_id: string;
  version: number;
  wrapped: Buffer;
}

export interface CaseWeight {
  case_id: string;
  organisation_id: string;
  points: number;
  sealed: Buffer;
  version: Generated<number>;
  weighed_by: string;
  weighed_on: string;
}

export interface Certificate {
  achievement: string;
  achievement_version: number;
  certificate_id: string;
  credential: Json;
  expires_on: string | null;
  hours: number;
  /**
   * Where the holder works, if they came by its code. Counted; joined to no answer.
   */
  institution_id: string | null;
  issued_on: string;
  key_version: number;
  kind: string;
  language: string;
  /**
   * A keyed hash of the name as people type it, for whoever asks on the public page whether it is this one. The key is the signing key's.
   */
  name_check: Buffer;
  number: string;
  organisation_id: string;
  revoke_reason: string | null;
  revoked_on: string | null;
  /**
   * Its place in the status list, drawn at random so that the place says nothing about who came when.
   */
  status_index: number;
  status_list: number;
  title: string;
  version: Generated<number>;
}

export interface ClockMark {
  latest: Generated<string>;
  only_one: Generated<boolean>;
}

export interface Closure {
  case_id: string;
  closed_by: string;
  closed_on: string;
  closure_id: string;
  erase_on: string;
  keep_until: string | null;
  left_open: Generated<number>;
  organisation_id: string;
  reason: string;
  reopened_by: string | null;
  reopened_on: string | null;
  review_on: string;
  tries: number | null;
  version: Generated<number>;
}

export interface Conference {
  asked: string;
  attends: string;
  called_by: string;
  case_id: string;
  conference_id: string;
  meets_at: string;
  organisation_id: string;
  sealed: Buffer;
  sealed_own: Buffer;
  status: Generated<string>;
  version: Generated<number>;
}

export interface ConferenceAgency {
  agency_organisation_id: string;
  case_id: string;
  conference_id: string;
  consent_id: string;
  invited_at: Generated<string>;
  named: boolean;
  organisation_id: string;
}

export interface ConferenceItem {
  case_id: string;
  conference_id: string;
  item_id: string;
  minuted_at: string | null;
  minuted_by: string | null;
  organisation_id: string;
  place: number;
  sealed: Buffer;
  sealed_minutes: Buffer | null;
  section: string;
  version: Generated<number>;
}

export interface ConferenceTask {
  answered_at: string | null;
  answered_by: string | null;
  case_id: string;
  conference_id: string;
  due_on: string;
  item_id: string;
  organisation_id: string;
  owner_id: string | null;
  owner_kind: string;
  owner_organisation_id: string | null;
  sealed: Buffer;
  sealed_answer: Buffer | null;
  section: string;
  set_by: string;
  status: Generated<string>;
  task_id: string;
  version: Generated<number>;
}

export interface ConflictCheck {
  case_id: string;
  check_id: string;
  checked_at: Generated<string>;
  checked_by: string;
  cleared_at: string | null;
  cleared_by: string | null;
  declared: string | null;
  declared_at: string | null;
  found: string;
  lawyer_id: string;
  matter_id: string | null;
  organisation_id: string;
  sealed: Buffer | null;
  sealed_clearing: Buffer | null;
  /**
   * Those on the other side have changed since: it is looked at anew.
   */
  stale: Generated<boolean>;
}

export interface Consent {
  case_id: string;
  consent_id: string;
  ends_on: string;
  /**
   * Sections that go along for good with a transfer; what is named in sections alone may be read until the day the consent ends.
   */
  for_good: Generated<string[]>;
  given_by: string;
  how: string;
  language: string;
  organisation_id: string;
  purpose: string;
  recipient_organisation_id: string | null;
  recipient_service_id: string | null;
  recorded_at: Generated<string>;
  recorded_by: string;
  /**
   * The recipient in the words the person heard, where it is no organisation of this house.
   */
  sealed_recipient: Buffer | null;
  sections: string[];
  starts_on: string;
  with_interpreter: Generated<boolean>;
  withdrawn_at: string | null;
}

export interface ContactAttempt {
  attempt_id: string;
  attempted_on: string;
  case_id: string;
  document_id: string | null;
  organisation_id: string;
  recorded_at: Generated<string>;
  recorded_by: Generated<string>;
  sealed: Buffer;
}

export interface CourtAppeal {
  appeal_id: string;
  case_id: string;
  decision_id: string;
  lodged_by: string;
  lodged_on: string;
  organisation_id: string;
  recorded_by: Generated<string>;
  sealed: Buffer;
  status: Generated<string>;
  version: Generated<number>;
}

export interface CourtDecision {
  case_id: string;
  decided_on: string;
  decision_id: string;
  kind: string;
  law_event_id: string | null;
  matter_id: string;
  notified_on: string | null;
  organisation_id: string;
  outcome: string;
  recorded_by: Generated<string>;
  sealed: Buffer;
  version: Generated<number>;
}

export interface Cover {
  absent_id: string;
  answered_at: string | null;
  asked_at: Generated<string>;
  asked_by: string;
  cover_id: string;
  ended_at: string | null;
  ended_by: string | null;
  files: number;
  from_on: string;
  organisation_id: string;
  stand_in_id: string;
  status: Generated<string>;
  until_on: string;
}

export interface CoverFile {
  case_id: string;
  cover_id: string;
  organisation_id: string;
}

export interface Credential {
  organisation_id: string;
  password_hash: string | null;
  password_set_at: string | null;
  sealed_totp: Buffer | null;
  staff_id: string;
  totp_key_version: number | null;
  totp_last_step: number | null;
  totp_set_at: string | null;
}

export interface Departure {
  actor_id: Generated<string>;
  at: Generated<string>;
  because: string;
  case_id: string;
  channel: string;
  departure_id: string;
  kind: string;
  organisation_id: string;
  outcome: string;
  result: string | null;
  result_at: string | null;
  rule_version: number;
  sealed: Buffer;
  template: string | null;
  version: Generated<number>;
}

export interface DirectoryChange {
  after: Json | null;
  because: string;
  before: Json | null;
  by_staff_id: string | null;
  change_id: Generated<string>;
  changed_at: string;
  field: string;
  organisation_id: string;
  record_version: number;
  subject: string;
  subject_id: string;
}

export interface DirectoryDoor {
  changed_at: Generated<string>;
  changed_by: string;
  intake_version: number;
  organisation_id: string;
  sealed: Buffer;
  service_id: string;
  version: Generated<number>;
}

export interface DirectoryKept {
  organisation_id: string;
  place: number;
  resource: string;
  row_id: string;
  said: Json;
}

export interface DirectoryMark {
  mark: number;
  organisation_id: string;
}

export interface DirectoryOpening {
  changed_at: Generated<string>;
  changed_by: string;
  open: boolean;
  organisation_id: string;
  version: Generated<number>;
}

export interface DirectoryOrganisation {
  /**
   * When the record last changed, for whoever asks only for what is new.
   */
  changed_at: Generated<string>;
  /**
   * The record as the last import said it; null: nobody imported it. What differs was changed here by hand.
   */
  imported: Json | null;
  imported_on: string;
  organisation_id: string;
  provider_id: string;
  record: Json;
  version: Generated<number>;
}

export interface DirectoryService {
  /**
   * When the record last changed, for whoever asks only for what is new.
   */
  changed_at: Generated<string>;
  country: string;
  fingerprint: Buffer;
  /**
   * The record as the last import said it; null: nobody imported it. What differs was changed here by hand.
   */
  imported: Json | null;
  imported_on: string;
  kinds: string[];
  organisation_id: string;
  provider_id: string;
  record: Json;
  service_id: string;
  status: string;
  version: Generated<number>;
}

export interface DirectorySharing {
  changed_at: Generated<string>;
  changed_by: string;
  organisation_id: string;
  version: Generated<number>;
  with_partners: boolean;
}

export interface DirectorySuggestion {
  by_kind: string;
  by_staff_id: string | null;
  changes: Json;
  decided_at: string | null;
  decided_by: string | null;
  decision: string | null;
  made_at: Generated<string>;
  organisation_id: string;
  service_id: string;
  suggestion_id: string;
  version: Generated<number>;
  words: string | null;
}

export interface DirectoryUpload {
  made_at: Generated<string>;
  made_by: string;
  name: string;
  organisation_id: string;
  settings: Generated<Json>;
  size: number;
  taken_at: string | null;
  upload_id: string;
  version: Generated<number>;
}

export interface DirectoryUploadPart {
  bytes: Buffer;
  organisation_id: string;
  part: number;
  upload_id: string;
}

export interface Document {
  added_at: Generated<string>;
  added_by: string;
  case_id: string;
  document_id: string;
  expires_on: string | null;
  /**
   * Who has the original. `exploiter`: withheld by an employer or whoever exploited the person.
   */
  held_by: string;
  organisation_id: string;
  replaces_id: string | null;
  sealed: Buffer;
  section: string;
  seen: string;
  status: Generated<string>;
  type: string;
  version: Generated<number>;
}

export interface DocumentContent {
  begun_at: Generated<string>;
  begun_by: string;
  case_id: string;
  content_id: string;
  document_id: string;
  media: string | null;
  organisation_id: string;
  parts: number;
  place: number;
  sealed: Buffer;
  section: string;
  state: Generated<string>;
}

export interface DocumentPart {
  case_id: string;
  content_id: string;
  organisation_id: string;
  part: number;
  sealed: Buffer;
  section: string;
}

export interface DuplicateQuestion {
  asked_at: Generated<string>;
  organisation_id: string;
  staff_id: string;
}

export interface DutyFreeDay {
  free_day_id: string;
  kept_by: Generated<string>;
  name: string;
  office_id: string | null;
  on_day: string;
  organisation_id: string;
}

export interface DutyTurn {
  deputy_id: string | null;
  ended_at: string | null;
  free_days: Generated<string>;
  from_on: string;
  from_time: string;
  kept_by: Generated<string>;
  office_id: string | null;
  organisation_id: string;
  staff_id: string;
  telephone: Generated<string>;
  time_zone: string;
  turn_id: string;
  until_on: string | null;
  until_time: string;
  version: Generated<number>;
  weekdays: number[];
}

export interface Entered {
  case_id: string | null;
  everywhere: boolean;
  marks: string[];
  my_cases: string[];
  office_id: string;
  opens: string[];
  organisation_id: string;
  pid: number;
  roles: string[];
  second_factor_at: string | null;
  session_id: string;
  staff_id: string;
  transaction_id: string;
  wide_office_id: string | null;
  writes: string[];
}

export interface Erasure {
  approved_by: string;
  asked_by: string;
  closed_year: number;
  closure_reason: string;
  erased_on: string;
  erasure_id: string;
  key_gone_by: string;
  keys_gone: number;
  opened_year: number;
  organisation_id: string;
  reason: string;
  rows_gone: number;
  swept_at: string | null;
  tables: number;
}

export interface ErasureRequest {
  asked_at: Generated<string>;
  asked_by: string;
  case_id: string;
  expires_at: string;
  organisation_id: string;
  reason: string;
  request_id: string;
  sealed_words: Buffer | null;
  stopped_at: string | null;
  stopped_by: string | null;
}

export interface Exclusion {
  case_id: string;
  /**
   * When what or until when was last changed; empty: never. The database writes it.
   */
  changed_at: string | null;
  ended_at: string | null;
  ended_by: string | null;
  exclusion_id: string;
  kind: string;
  organisation_id: string;
  recorded_at: Generated<string>;
  recorded_by: Generated<string>;
  sealed: Buffer;
  since_on: string;
  until_on: string | null;
  version: Generated<number>;
}

export interface ExclusionOverride {
  answer: string | null;
  answered_at: string | null;
  answered_by: string | null;
  assignment: Buffer;
  case_id: string;
  expires_at: string | null;
  organisation_id: string;
  override_id: string;
  requested_at: Generated<string>;
  requested_by: Generated<string>;
  sealed: Buffer;
  used_at: string | null;
  version: Generated<number>;
}

export interface ExitInterview {
  case_id: string;
  held_on: string;
  interview_id: string;
  organisation_id: string;
  sealed: Buffer;
  version: Generated<number>;
  written_by: string;
}

export interface FamilyRisk {
  assessed_on: string;
  case_id: string;
  family_risk_id: string;
  organisation_id: string;
  outcome: string;
  recorded_at: Generated<string>;
  recorded_by: string;
  review_on: string;
  sealed: Buffer;
}

export interface FileMerge {
  before_closed_on: string | null;
  before_status: string;
  case_id: string;
  merge_id: string;
  merged_at: Generated<string>;
  merged_by: string;
  organisation_id: string;
  other_case_id: string;
  part: string;
  reason: string;
  sealed_words: Buffer;
  undone_at: string | null;
  undone_by: string | null;
}

export interface FollowUp {
  answered: boolean | null;
  case_id: string;
  done_by: string | null;
  done_on: string | null;
  due_on: string;
  follow_up_id: string;
  months: number;
  organisation_id: string;
  sealed: Buffer | null;
  version: Generated<number>;
}

export interface FormerClient {
  client_id: string;
  intake_version: number;
  organisation_id: string;
  sealed: Buffer;
  staff_id: string;
  until_year: number | null;
}

export interface FormerClientMark {
  client_id: string;
  match: Buffer;
  organisation_id: string;
  staff_id: string;
}

export interface GapRelease {
  figures: Json;
  made_by: string;
  made_on: string;
  organisation_id: string;
  release_id: string;
}

export interface Goal {
  case_id: string;
  goal_id: string;
  need: string;
  organisation_id: string;
  /**
   * Her order: the lower comes first; of two alike the older.
   */
  place: Generated<number>;
  sealed: Buffer;
  section: string;
  set_on: string;
  status: Generated<string>;
  version: Generated<number>;
  /**
   * Until when a goal that waits is left in peace; then it is spoken of again.
   */
  waits_until: string | null;
}

export interface GroupAttendance {
  attendance: string;
  case_id: string;
  group_id: string;
  marked_by: string;
  member_id: string;
  organisation_id: string;
  section: string;
  session_id: string;
  version: Generated<number>;
}

export interface GroupMember {
  case_id: string;
  group_id: string;
  joined_on: string;
  left_on: string | null;
  member_id: string;
  organisation_id: string;
  outcome: string | null;
  recorded_by: string;
  sealed: Buffer;
  sealed_called: Buffer;
  section: string;
  version: Generated<number>;
}

export interface Guardian {
  case_id: string;
  kind: string;
  may_consent: boolean;
  organisation_id: string;
  recorded_at: Generated<string>;
  recorded_by: string;
  sealed: Buffer;
  since_on: string | null;
  status: string;
  version: Generated<number>;
}

export interface GuidedSteps {
  case_id: string;
  changed_at: Generated<string>;
  guide: string;
  guided_id: string;
  organisation_id: string;
  proceeding_id: string;
  recorded_by: Generated<string>;
  sealed: Buffer;
  status: Generated<string>;
  version: Generated<number>;
}

export interface HandOver {
  answered_at: string | null;
  case_id: string;
  checklist: Json;
  contact_read_at: string | null;
  exclusions_read_at: string | null;
  from_staff_id: string;
  hand_over_id: string;
  keeps_until: string | null;
  organisation_id: string;
  proposed_at: Generated<string>;
  proposed_by: string;
  reason: string | null;
  reference: string;
  sealed: Buffer | null;
  stage: string;
  status: Generated<string>;
  to_staff_id: string;
}

export interface HardMoment {
  asked_at: string | null;
  debrief: Generated<string>;
  done_on: string | null;
  hard_id: string;
  kind: string;
  on_day: string;
  organisation_id: string;
  outside: Generated<boolean>;
  recorded_at: Generated<string>;
  staff_id: string;
  version: Generated<number>;
  with_id: string | null;
}

export interface HealthRecord {
  alert_id: string | null;
  case_id: string;
  organisation_id: string;
  record_id: string;
  sealed: Buffer;
  section: string;
  status: Generated<string>;
  version: Generated<number>;
  written_at: Generated<string>;
  written_by: string;
}

export interface Hearing {
  appointment_id: string | null;
  at_time: string | null;
  case_id: string;
  hearing_id: string;
  kind: string;
  matter_id: string;
  on_day: string;
  organisation_id: string;
  recorded_by: Generated<string>;
  sealed: Buffer;
  status: Generated<string>;
  version: Generated<number>;
}

export interface Incident {
  case_id: string;
  ended_at: string | null;
  follow_up_on: string | null;
  happened_on: string;
  incident_id: string;
  organisation_id: string;
  recorded_at: Generated<string>;
  recorded_by: Generated<string>;
  sealed: Buffer;
  /**
   * The incident the house wrote down, when this is the same: told once, linked and not repeated.
   */
  stay_entry_id: string | null;
  version: Generated<number>;
}

export interface IncidentLine {
  at: Generated<string>;
  by_id: Generated<string>;
  case_id: string;
  incident_id: string;
  line_id: string;
  organisation_id: string;
  sealed: Buffer;
}

export interface InjuryRecord {
  case_id: string;
  examined_on: string;
  injury_id: string;
  organisation_id: string;
  sealed: Buffer;
  status: Generated<string>;
  version: Generated<number>;
  written_at: Generated<string>;
  written_by: string;
}

export interface Institution {
  changed_at: Generated<string>;
  /**
   * Stands on its poster and in the address behind it; whoever has it may read the name and the agreed pathway.
   */
  code: string;
  country: string;
  institution_id: string;
  intake_version: number;
  name: string;
  organisation_id: string;
  province: string | null;
  refresher_months: Generated<number>;
  sealed: Buffer;
  sector: string;
  status: Generated<string>;
  town: Generated<string>;
  version: Generated<number>;
}

export interface InstitutionPathway {
  agreed_on: string;
  institution_id: string;
  intake_version: number;
  kept_at: Generated<string>;
  kept_by: Generated<string>;
  organisation_id: string;
  review_on: string;
  sealed: Buffer;
  steps: Json;
  version: number;
}

export interface InstitutionTally {
  files: Generated<number>;
  institution_id: string;
  organisation_id: string;
  quarter: string;
  reports: Generated<number>;
}

export interface InstrumentText {
  confirmed_at: Generated<string>;
  confirmed_by: string;
  instrument: string;
  instrument_version: number;
  language: string;
  licence_note: string;
  organisation_id: string;
  sentences: Json;
  source: string;
  version: Generated<number>;
}

export interface InstrumentTextVersion {
  confirmed_at: string;
  confirmed_by: string;
  instrument: string;
  instrument_version: number;
  language: string;
  licence_note: string;
  organisation_id: string;
  sentences: Json;
  source: string;
  version: number;
}

export interface IntakeKey {
  made_at: Generated<string>;
  organisation_id: string;
  public_key: Buffer;
  retired_at: string | null;
  version: number;
  wrapped_private: Buffer;
}

export interface Interpreter {
  changed_at: Generated<string>;
  emergency: Generated<boolean>;
  /**
   * The end of keeping: from this day on the row says of nobody who they were. Bookings and books that point to it keep their days and sums.
   */
  forgotten_on: string | null;
  gender: string;
  intake_version: number;
  interpreter_id: string;
  kind: string;
  modes: string[];
  /**
   * Another name of the same row, never shown: a range index needs a number where it has no operator for ids.
   */
  number: Generated<number>;
  organisation_id: string;
  province: string | null;
  sealed: Buffer;
  status: Generated<string>;
  version: Generated<number>;
  zone: string;
}

export interface InterpreterBooking {
  answer: string | null;
  answered_at: string | null;
  appointment_id: string;
  booking_id: string;
  /**
   * When somebody who was confirmed was told that they need not come.
   */
  cancelled_at: string | null;
  case_id: string;
  confirmed_at: string | null;
  conflict_declared: string | null;
  dialect: string | null;
  ends_at: string;
  felt_safe: string | null;
  interpreter_id: string;
  interpreter_number: number;
  language: string;
  minutes: number | null;
  mode: string;
  offered_at: Generated<string>;
  offered_by: Generated<string>;
  on_day: string;
  organisation_id: string;
  /**
   * As the interpreter wrote them behind the link; the house takes them over or not.
   */
  said_minutes: number | null;
  sealed: Buffer;
  sealed_feedback: Buffer | null;
  sealed_meet: Buffer | null;
  section: string;
  starts_at: string;
  status: Generated<string>;
  /**
   * Which gate it broke after it was booked, or what became of the appointment; in codes.
   */
  stop_reason: string | null;
  stopped_at: string | null;
  travel_km: number | null;
  understood: string | null;
  version: Generated<number>;
}

export interface InterpreterGrant {
  from_on: string;
  grant_code: string;
  name: string;
  organisation_id: string;
  until_on: string | null;
  version: Generated<number>;
}

export interface InterpreterHours {
  from_time: string;
  interpreter_id: string;
  organisation_id: string;
  until_time: string;
  weekday: number;
}

export interface InterpreterLanguage {
  both_ways: boolean;
  dialect: Generated<string>;
  interpreter_id: string;
  language: string;
  level: string;
  organisation_id: string;
}

export interface InterpreterOff {
  from_on: string;
  interpreter_id: string;
  organisation_id: string;
  until_on: string;
}

export interface InterpreterRate {
  cents: number;
  currency: string;
  from_on: string;
  interpreter_id: string;
  minimum_minutes: number;
  mode: Generated<string>;
  organisation_id: string;
  rounding: string;
  travel_cents_per_km: Generated<number>;
  unit_minutes: number;
}

export interface InterpreterStatement {
  currency: string;
  from_on: string;
  hash: string | null;
  interpreter_id: string;
  issued_at: string | null;
  issued_by: string | null;
  made_by: Generated<string>;
  organisation_id: string;
  paid_by: string | null;
  paid_on: string | null;
  statement_id: string;
  status: Generated<string>;
  total_cents: Generated<number>;
  until_on: string;
  version: Generated<number>;
}

export interface InterpreterStatementLine {
  amount_cents: number;
  booking_id: string;
  grant_code: string | null;
  minutes: number;
  on_day: string;
  organisation_id: string;
  paid_minutes: number;
  percent: number;
  statement_id: string;
  time_cents: number;
  travel_cents: number;
  what: string;
}

export interface InterpreterTerms {
  cancel_hours: number;
  cancel_percent: number;
  from_on: string;
  organisation_id: string;
  set_by: Generated<string>;
  travel_fixed_cents: number | null;
}

export interface InterpreterVetting {
  by_id: Generated<string>;
  done_on: string;
  interpreter_id: string;
  organisation_id: string;
  step: string;
  valid_until: string | null;
}

export interface InterpretingRule {
  case_id: string;
  changed_at: Generated<string>;
  organisation_id: string;
  sealed: Buffer;
  version: Generated<number>;
}

export interface Invitation {
  expires_at: string;
  invitation_id: string;
  made_at: Generated<string>;
  made_by: string;
  organisation_id: string;
  staff_id: string;
  token_hash: Buffer;
  used_at: string | null;
}

export interface Journal {
  action: string;
  actor_id: string | null;
  actor_organisation_id: string | null;
  at: Generated<string>;
  basis: string;
  case_id: string | null;
  entry_id: string;
  organisation_id: string;
  outcome: Generated<string>;
  reason: string | null;
  sections: Generated<string[]>;
  session_id: string | null;
  subject_id: string | null;
  transaction_id: Generated<string>;
}

export interface JournalSeal {
  entry_id: string;
  hash: Buffer;
  organisation_id: string;
  sealed_at: Generated<string>;
  sequence: number;
}

export interface LawAlarmHeard {
  at: Generated<string>;
  by_id: Generated<string>;
  case_id: string;
  deadline_id: string;
  due_on: string;
  /**
   * Overdue is acknowledged for one day; it rings again the next.
   */
  on_day: string;
  organisation_id: string;
  stage: string;
}

export interface LawChange {
  at: Generated<string>;
  by_id: Generated<string | null>;
  case_id: string;
  cause: string;
  change_id: string;
  changes: Json;
  event_id: string | null;
  organisation_id: string;
}

export interface LawDeadline {
  aside_by: string | null;
  /**
   * The last day it had when it was set aside: another one rings again.
   */
  aside_due: string | null;
  aside_on: string | null;
  aside_reason: string | null;
  case_id: string;
  chosen: Generated<boolean>;
  closed_on: string | null;
  deadline_id: string;
  deputy_id: string | null;
  /**
   * From this day on the deputy is rung where the owner did not acknowledge the stage.
   */
  deputy_on: string | null;
  due_at: string | null;
  due_on: string;
  filed_by: string | null;
  filed_document_id: string | null;
  filed_event_id: string | null;
  filed_on: string | null;
  /**
   * The rules no longer give it: what people added stays, should it come back, and it rings no longer.
   */
  gone: Generated<boolean>;
  key: string;
  kind: string;
  matter_id: string | null;
  /**
   * The office of the file, kept here so that the wall of an office is read in the order of its days.
   */
  office_id: string;
  /**
   * Somebody must still see to it: not met, not filed, not set aside for this very day.
   */
  open: boolean;
  organisation_id: string;
  owner_id: string | null;
  pack: string;
  rings_on: string | null;
  rule_from: string;
  rule_id: string;
  sealed_aside: Buffer | null;
  sealed_number: Buffer | null;
  silence: string | null;
  silence_on: string | null;
  stage: string | null;
  stage_on: string | null;
  starts_on: string;
  state: string;
  track: string;
  version: Generated<number>;
}

export interface LawEvent {
  authority: string | null;
  case_id: string;
  code: string;
  document_id: string | null;
  event_id: string;
  happened_at: string | null;
  happened_on: string;
  jurisdiction: string;
  matter_id: string | null;
  organisation_id: string;
  recorded_at: Generated<string>;
  recorded_by: Generated<string>;
  sealed: Buffer;
  status: Generated<string>;
  version: Generated<number>;
}

export interface LawEventBefore {
  authority: string | null;
  case_id: string;
  code: string;
  document_id: string | null;
  event_id: string;
  happened_at: string | null;
  happened_on: string;
  jurisdiction: string;
  matter_id: string | null;
  organisation_id: string;
  replaced_at: Generated<string>;
  replaced_by: Generated<string>;
  sealed: Buffer;
  version: number;
}

export interface LawFile {
  case_id: string;
  circumstances: Generated<Json>;
  jurisdictions: string[];
  /**
   * The first day on which the reckoning, or who is rung, differs by itself.
   */
  next_look_on: string | null;
  organisation_id: string;
  /**
   * Of what was last reckoned, so that what came out the same is not written again.
   */
  outcome_mark: string;
  province: string | null;
  reckoned_on: string;
  /**
   * Of the rules and calendars it was last reckoned with: others are a new version of the law.
   */
  rules_mark: string;
  town: string | null;
  version: Generated<number>;
}

export interface LawfulException {
  answer: string | null;
  answered_at: string | null;
  answered_by: string | null;
  asked_at: Generated<string>;
  asked_by: string;
  basis: string;
  case_id: string;
  ended_at: string | null;
  ends_on: string;
  exception_id: string;
  organisation_id: string;
  recipient_organisation_id: string | null;
  /**
   * A service of the directory without an account here; its name as it was chosen is sealed with the words.
   */
  recipient_service_id: string | null;
  sealed: Buffer;
  version: Generated<number>;
}

export interface LawReview {
  intake_version: number;
  name: string;
  on_day: string;
  organisation_id: string;
  pack_id: string;
  recorded_at: Generated<string>;
  recorded_by: Generated<string>;
  review_id: string;
  rule_from: string;
  rule_hash: string;
  rule_id: string;
  sealed: Buffer;
  verdict: string;
}

export interface LegalHold {
  case_id: string;
  hold_id: string;
  lift_asked_at: string | null;
  lift_asked_by: string | null;
  lifted_at: string | null;
  lifted_by: string | null;
  organisation_id: string;
  placed_at: Generated<string>;
  placed_by: string;
  reason: string;
  sealed_words: Buffer | null;
  until_on: string | null;
}

export interface LinkOpening {
  case_id: string;
  link_id: string;
  opened_at: Generated<string>;
  opening_id: string;
  organisation_id: string;
  reader_version: number;
  sealed_reader: Buffer;
}

export interface LoneVisit {
  answer: string | null;
  answered_at: string | null;
  answered_by: string | null;
  /**
   * The appointment a colleague goes along to; who is told sees that there is one, never which.
   */
  appointment_id: string | null;
  checked_at: string | null;
  ended_at: string | null;
  expected_at: string;
  office_id: string;
  organisation_id: string;
  place: string;
  province: string | null;
  staff_id: string;
  starts_at: Generated<string>;
  tell_id: string;
  version: Generated<number>;
  visit_id: string;
}

export interface Matter {
  case_id: string;
  ended_on: string | null;
  jurisdiction: string;
  kind: string;
  lawyer_id: string | null;
  lawyer_kind: Generated<string>;
  /**
   * proposed: until the conflict check is answered and declared; confirmed; named: a lawyer of another house or from outside, who answers for it there. Written by the guard alone.
   */
  lawyer_status: Generated<string>;
  matter_id: string;
  opened_on: string;
  organisation_id: string;
  part: string;
  recorded_at: Generated<string>;
  recorded_by: Generated<string>;
  sealed: Buffer;
  status: Generated<string>;
  version: Generated<number>;
}

export interface Migration {
  applied_at: Generated<string>;
  hash: string;
  name: string;
}

export interface MinorStep {
  case_id: string;
  done_on: string;
  marked_by: string;
  organisation_id: string;
  sealed: Buffer;
  section: string;
  state: string;
  step: string;
  version: Generated<number>;
}

export interface MissingCheck {
  asked: string[];
  case_id: string;
  checked_on: string;
  missing_check_id: string;
  organisation_id: string;
  outcome: string;
  recorded_at: Generated<string>;
  recorded_by: string;
  sealed: Buffer;
}

export interface MissingPlan {
  case_id: string;
  made_with_child: boolean;
  organisation_id: string;
  photo: string;
  review_on: string;
  sealed: Buffer;
  version: Generated<number>;
  written_at: Generated<string>;
  written_by: string;
}

export interface MissingTime {
  back_at: string | null;
  case_id: string;
  left_at: string;
  missing_id: string;
  organisation_id: string;
  sealed: Buffer;
  sealed_talk: Buffer | null;
  steps: Generated<Json>;
  told_at: Generated<string>;
  told_by: string;
  version: Generated<number>;
}

export interface ModuleOwn {
  file: Json;
  kept_at: Generated<string>;
  kept_by: Generated<string>;
  module_id: string;
  module_version: number;
  organisation_id: string;
  status: Generated<string>;
  version: Generated<number>;
}

export interface ModuleRun {
  answers: Generated<Json>;
  /**
   * When every question was answered for the first time, passed or not.
   */
  finished_on: string | null;
  institution_id: string | null;
  language: string;
  module_id: string;
  module_version: number;
  organisation_id: string;
  /**
   * How many certificates were made out after it; which ones is written nowhere.
   */
  papers: Generated<number>;
  passed_on: string | null;
  percent: number | null;
  run_hash: Buffer;
  started_on: string;
  step: Generated<number>;
  touched_on: string;
  tries: Generated<number>;
}

export interface MoneyClaim {
  case_id: string;
  claim_id: string;
  decided_on: string | null;
  filed_on: string | null;
  kind: string;
  organisation_id: string;
  pack: string;
  recorded_at: Generated<string>;
  recorded_by: Generated<string>;
  sealed: Buffer;
  status: string;
  version: Generated<number>;
}

export interface NeedWithoutGoal {
  case_id: string;
  decided_by: string;
  decided_on: string;
  need: string;
  organisation_id: string;
  reason: string;
  recorded_at: Generated<string>;
  sealed: Buffer;
  section: string;
  without_id: string;
}

export interface Note {
  author_id: string;
  case_id: string;
  changed_at: string | null;
  changed_by: string | null;
  contact: string | null;
  cover_reason: string | null;
  /**
   * From then on nobody reads the words; a minute later they are destroyed, here and in every version.
   */
  covered_at: string | null;
  covered_by: string | null;
  /**
   * The day it happened, where it was not written the same day.
   */
  happened_on: string | null;
  /**
   * Time the work took, for counting.
   */
  minutes: number | null;
  note_id: string;
  organisation_id: string;
  sealed: Buffer;
  section: string;
  version: Generated<number>;
  written_at: Generated<string>;
}

export interface NoteVersion {
  author_id: string;
  case_id: string;
  note_id: string;
  organisation_id: string;
  sealed: Buffer;
  section: string;
  version: number;
  written_at: string;
}

export interface Office {
  name: string;
  office_id: string;
  organisation_id: string;
  province: string | null;
  version: Generated<number>;
}

export interface OfficeHours {
  hours: Generated<Json>;
  kept_by: Generated<string>;
  office_id: string;
  organisation_id: string;
  time_zone: string;
  version: Generated<number>;
}

export interface Organisation {
  country: string;
  created_at: Generated<string>;
  kind: string;
  language: Generated<string>;
  languages: Generated<string[]>;
  /**
   * A partner that may be handed files over for good and leads them as its own. Let so by the organisation that runs the house alone.
   */
  leads_files: Generated<boolean>;
  name: string;
  organisation_id: string;
  province: string | null;
  retention_months: Generated<number>;
  takes_referrals: Generated<boolean>;
  takes_reports: Generated<boolean>;
  version: Generated<number>;
}

export interface OrganisationKey {
  made_at: Generated<string>;
  organisation_id: string;
  retired_at: string | null;
  version: number;
  wrapped: Buffer;
}

export interface OwnAnswers {
  case_id: string;
  changed_at: Generated<string>;
  closed_at: string | null;
  home_version: number | null;
  /**
   * Colleagues she must not meet, as known when the door was opened: a protocol that opens here does not tell them.
   */
  left_out: string[];
  line_id: string;
  link_id: string;
  organisation_id: string;
  protocol_id: string | null;
  sealed_home: Buffer | null;
  sealed_line: Buffer;
  sealed_state: Buffer;
  section: string;
  sitting_id: string;
  state: Generated<string>;
  step: Generated<number>;
  zone: string;
}

export interface Passkey {
  counter: Generated<number>;
  credential_id: Buffer;
  made_at: Generated<string>;
  name: string;
  organisation_id: string;
  passkey_id: string;
  public_key: Buffer;
  staff_id: string;
  used_at: string | null;
}

export interface PathMove {
  case_id: string;
  decided_by: string;
  decided_on: string;
  follows_id: string | null;
  move_id: string;
  organisation_id: string;
  path: string;
  recorded_at: Generated<string>;
  sealed: Buffer;
  step: string | null;
}

export interface PersonBarriers {
  case_id: string;
  changed_on: string;
  organisation_id: string;
  sealed: Buffer;
  section: string;
  version: Generated<number>;
}

export interface PersonIdentity {
  case_id: string;
  organisation_id: string;
  sealed: Buffer;
  version: Generated<number>;
}

export interface Place {
  gone_on: string | null;
  label: string;
  organisation_id: string;
  out_from: string | null;
  out_reason: string | null;
  out_until: string | null;
  place_id: string;
  unit_id: string;
  version: Generated<number>;
}

export interface PlaceAddress {
  intake_version: number;
  organisation_id: string;
  sealed: Buffer;
  unit_id: string;
  version: Generated<number>;
}

export interface PlaceHold {
  /**
   * Another house keeps this place for somebody of its own; empty: the house itself does.
   */
  asked_by_organisation_id: string | null;
  confirmed_at: string | null;
  confirmed_by: string | null;
  ended_at: string | null;
  ended_how: string | null;
  from_at: string;
  held_by: string;
  hold_id: string;
  live_place_id: Generated<string | null>;
  organisation_id: string;
  place_id: string;
  released_why: string | null;
  unit_id: string;
  until_at: string;
  version: Generated<number>;
}

export interface PlaceNight {
  away: number;
  confirmed_at: Generated<string>;
  confirmed_by: string;
  held: number;
  lived_in: number;
  night: string;
  organisation_id: string;
  out_of_service: number;
  places: number;
  unit_id: string;
}

export interface PlacePerson {
  case_id: string;
  house_organisation_id: string;
  organisation_id: string;
  ref_id: string;
  section: string;
  what: string;
  written_at: Generated<string>;
}

export interface PlaceTaken {
  by_id: string;
  organisation_id: string;
  place_id: string;
  unit_id: string;
}

export interface PlaceUnit {
  admission: Generated<Json>;
  admits: Generated<Json>;
  closed_on: string | null;
  hidden_location: Generated<boolean>;
  hold_hours: Generated<number>;
  house_rules: Generated<string>;
  kind: string;
  made_by: Generated<string>;
  name: string;
  organisation_id: string;
  province: string | null;
  published: Generated<boolean>;
  service_id: string | null;
  /**
   * Whoever refers to this organisation may keep a place here for hours and put somebody on the list; the house confirms.
   */
  shared: Generated<boolean>;
  unit: string;
  unit_id: string;
  version: Generated<number>;
}

export interface PlaceWaiting {
  asked_by_organisation_id: string | null;
  confirmed_at: string | null;
  confirmed_by: string | null;
  ended_at: string | null;
  ended_how: string | null;
  /**
   * Where somebody put this on the list by hand; empty: where the rule has it.
   */
  hand_place: number | null;
  move_reason: string | null;
  moved_at: string | null;
  moved_by: string | null;
  organisation_id: string;
  since: Generated<string>;
  unit_id: string;
  urgency: string;
  version: Generated<number>;
  waiting_id: string;
  written_by: string;
}

export interface Plan {
  case_id: string;
  organisation_id: string;
  review_on: string;
  /**
   * The moment of the last look: what happens after it may ask for another.
   */
  reviewed_at: string | null;
  reviewed_on: string | null;
  version: Generated<number>;
}

export interface PlanAction {
  action_id: string;
  case_id: string;
  done_on: string | null;
  due_on: string;
  goal_id: string;
  organisation_id: string;
  owner_id: string | null;
  owner_kind: string;
  /**
   * The partner who takes the step. Somebody else is named in the sealed words alone.
   */
  owner_organisation_id: string | null;
  sealed: Buffer;
  section: string;
  version: Generated<number>;
}

export interface PlanApproval {
  answer: string;
  answered_at: Generated<string>;
  answered_by: string;
  approval_id: string;
  case_id: string;
  hash: string;
  number: number;
  organisation_id: string;
  sealed: Buffer;
  sections: string[];
}

export interface PlanVersion {
  agreed_at: Generated<string>;
  agreed_by: string;
  agreed_on: string;
  case_id: string;
  copy: string;
  hash: string;
  hashes: Json;
  how: string;
  interpreter: string;
  language: string;
  number: number;
  organisation_id: string;
  review_on: string | null;
  sealed: Buffer;
}

export interface PlanVersionPart {
  case_id: string;
  number: number;
  organisation_id: string;
  sealed: Buffer;
  section: string;
}

export interface Proceeding {
  began_on: string;
  case_id: string;
  jurisdiction: string;
  kind: string;
  organisation_id: string;
  proceeding_id: string;
  recorded_at: Generated<string>;
  recorded_by: string;
  sealed: Buffer;
  status: string;
  version: Generated<number>;
}

export interface ProtectionMeasure {
  case_id: string;
  ended_on: string | null;
  exclusion_id: string | null;
  from_on: string;
  kind: string;
  matter_id: string | null;
  measure_id: string;
  organisation_id: string;
  recorded_by: Generated<string>;
  sealed: Buffer;
  until_on: string | null;
  version: Generated<number>;
}

export interface Protocol {
  case_id: string;
  cause: string;
  close_asked_by: string | null;
  closed_at: string | null;
  closed_by: string | null;
  closing: string;
  facts_version: number;
  handed_to: string | null;
  instrument: string | null;
  item: string | null;
  kind: string;
  /**
   * Colleagues the person must not meet: neither told nor called.
   */
  left_out: Generated<string[]>;
  look_by: string;
  opened_at: string;
  opened_by: string;
  organisation_id: string;
  protocol_id: string;
  ref_id: string | null;
  section: string;
  taken_at: string | null;
  taken_by: string | null;
  talk_by: string;
  version: Generated<number>;
}

export interface ProtocolLine {
  at: string;
  by_id: string;
  case_id: string;
  codes: Generated<Json>;
  line_id: string;
  organisation_id: string;
  protocol_id: string;
  sealed: Buffer;
  section: string;
  state: string | null;
  step: string | null;
  to_id: string | null;
  what: string;
}

export interface ProtocolStep {
  answered_at: string | null;
  answered_by: string | null;
  case_id: string;
  due_at: string;
  organisation_id: string;
  place: number;
  protocol_id: string;
  section: string;
  state: Generated<string>;
  step: string;
}

export interface ProtocolTold {
  case_id: string;
  from_at: string;
  organisation_id: string;
  protocol_id: string;
  section: string;
  staff_id: string;
  telephone: Generated<string>;
  told_as: string;
}

export interface ReceiptSalt {
  only_one: Generated<boolean>;
  salt: Generated<Buffer>;
}

export interface RecoveryCode {
  code_hash: Buffer;
  organisation_id: string;
  staff_id: string;
  used_at: string | null;
}

export interface ReferenceQuestion {
  asked_at: Generated<string>;
  organisation_id: string;
  staff_id: string;
}

export interface Referral {
  action_id: string | null;
  answer_due_at: string | null;
  answer_due_on: string;
  answered_at: string | null;
  answered_by: string | null;
  asked_again_at: string | null;
  case_id: string;
  consent_id: string | null;
  decline_reason: string | null;
  escalate_at: string | null;
  exception_id: string | null;
  expected_on: string | null;
  follows_id: string | null;
  goal_id: string | null;
  intake_version: number;
  kind: Generated<string>;
  look_due_at: string | null;
  /**
   * When the partner was first shown the summary. Until then, and for five minutes, the sender can undo it unseen.
   */
  looked_at: string | null;
  looked_by: string | null;
  need: string;
  organisation_id: string;
  outcome: string | null;
  outcome_on: string | null;
  referral_id: string;
  sealed: Buffer;
  sealed_answer: Buffer | null;
  sealed_summary: Buffer;
  /**
   * What the sender chose of the consent; empty: all of it. Acceptance opens no more than the consent still holds.
   */
  sections: string[] | null;
  sent_at: Generated<string>;
  sent_by: string;
  service_id: string | null;
  status: Generated<string>;
  to_organisation_id: string;
  transfer_asked_at: string | null;
  /**
   * Undone before anyone at the partner saw it: to the partner there never was such a referral.
   */
  undone_at: string | null;
  until_on: string | null;
  urgency: string | null;
  version: Generated<number>;
}

export interface ReferralExternal {
  answer_due_on: string;
  answered_at: string | null;
  asked_at: string | null;
  case_id: string;
  consent_id: string | null;
  decline_reason: string | null;
  exception_id: string | null;
  external_id: string;
  link_id: string;
  need: string;
  organisation_id: string;
  outcome: string | null;
  outcome_on: string | null;
  sealed: Buffer;
  sealed_answer: Buffer | null;
  sealed_question: Buffer | null;
  sealed_reply: Buffer | null;
  sealed_reply_here: Buffer | null;
  sealed_slice: Buffer;
  sent_at: Generated<string>;
  sent_by: string;
  service_id: string;
  status: Generated<string>;
  version: Generated<number>;
}

export interface ReferralMessage {
  case_id: string;
  from_organisation_id: string;
  message_id: string;
  organisation_id: string;
  read_at: string | null;
  read_by: string | null;
  referral_id: string;
  sealed_ours: Buffer;
  sealed_theirs: Buffer;
  sent_at: Generated<string>;
  sent_by: string;
}

export interface ReferralStep {
  by_organisation_id: string;
  by_staff_id: string;
  case_id: string;
  done_at: Generated<string>;
  organisation_id: string;
  referral_id: string;
  step: string;
}

export interface RelatedPerson {
  added_at: Generated<string>;
  case_id: string;
  emergency: Generated<boolean>;
  organisation_id: string;
  related_id: string;
  sealed: Buffer;
  section: string;
  version: Generated<number>;
}

export interface Report {
  acknowledged_on: string | null;
  answered_on: string | null;
  case_id: string | null;
  clock_on: Generated<string>;
  closed_because: string | null;
  /**
   * The day by which the next thing is due: to acknowledge, to answer, to close. Nothing where a decision closed it.
   */
  due_on: string | null;
  /**
   * The day the receipt opens nothing any more. Every movement and every renewal puts it off; a report without a file is erased then.
   */
  expires_on: string;
  intake_version: number;
  kept: Generated<boolean>;
  language: string;
  lookup_id: Buffer;
  /**
   * The report this one tells the same as. Each keeps its own receipt and its own conversation.
   */
  merged_into: string | null;
  organisation_id: string;
  pile: Generated<string>;
  rank: Generated<number>;
  /**
   * Up to which message the desk has read: whether by one colleague or another is in the journal.
   */
  read_place: Generated<number>;
  received_on: string;
  report_id: string;
  reporter_public_key: Buffer;
  sealed_body: Buffer;
  status: Generated<string>;
  /**
   * How urgent the answers alone look, by data/triage/urgency.json: one of three codes, written by the door before it seals the words.
   */
  suggested: string | null;
  /**
   * The colleague who typed what somebody told on the telephone or in person.
   */
  typed_by: string | null;
  urgency: string | null;
  version: Generated<number>;
}

export interface ReportDecision {
  case_id: string | null;
  decided_by: string;
  decided_on: string;
  decision_id: string;
  kind: string;
  organisation_id: string;
  other_report_id: string | null;
  pass_id: string | null;
  place: number;
  report_id: string;
  sealed: Buffer | null;
}

export interface ReportEnded {
  ended_on: string;
  fingerprint: Buffer;
  organisation_id: string;
  received_on: string;
}

export interface ReportFile {
  arrived_on: string;
  author_id: string | null;
  direction: string;
  file_id: string;
  intake_version: number | null;
  organisation_id: string;
  report_id: string;
  sealed_meta: Buffer;
  size_class: string;
}

export interface ReportFilePart {
  copy: string;
  file_id: string;
  organisation_id: string;
  part: number;
  report_id: string;
  sealed: Buffer;
}

export interface ReportLifetime {
  months: number;
  notice_days: number;
  only_one: Generated<boolean>;
  renew_days: number;
}

export interface ReportMessage {
  author_id: string | null;
  direction: string;
  /**
   * The day an answer was first opened with the receipt.
   */
  fetched_on: string | null;
  message_id: string;
  organisation_id: string;
  place: number;
  report_id: string;
  sealed: Buffer;
  written_on: string;
}

export interface ReportPass {
  ended_on: string | null;
  intake_version: number | null;
  legal_basis: string;
  organisation_id: string;
  outside: string | null;
  pass_id: string;
  passed_by: string;
  passed_on: string;
  record_version: number;
  report_id: string;
  sealed: Buffer | null;
  sealed_record: Buffer;
  shared: string[];
  taken: string | null;
  taken_by: string | null;
  taken_on: string | null;
  to_organisation_id: string | null;
  version: Generated<number>;
  wish: string;
}

export interface ReportTie {
  decided_by: string;
  decided_on: string;
  organisation_id: string;
  other_id: string;
  report_id: string;
  says: string;
  version: Generated<number>;
}

export interface RestSaid {
  organisation_id: string;
  staff_id: string;
  until_on: string;
  version: Generated<number>;
}

export interface Risk {
  case_id: string;
  ended_at: string | null;
  organisation_id: string;
  risk_id: string;
  sealed: Buffer;
  version: Generated<number>;
  written_at: Generated<string>;
  written_by: Generated<string>;
}

export interface RiskLook {
  case_id: string;
  causes: string[];
  look_id: string;
  looked_at: Generated<string>;
  looked_by: Generated<string>;
  organisation_id: string;
  review_on: string;
  sealed: Buffer;
}

export interface RiskScore {
  case_id: string;
  look_id: string;
  organisation_id: string;
  risk_id: string;
  score_id: string;
  sealed: Buffer;
}

export interface RiskTrigger {
  case_id: string;
  look_id: string | null;
  on_day: string;
  organisation_id: string;
  sealed: Buffer;
  told_at: Generated<string>;
  told_by: Generated<string>;
  trigger: string;
  trigger_id: string;
}

export interface SafeContact {
  allowed: Generated<boolean>;
  case_id: string;
  confirm_again_on: string | null;
  organisation_id: string;
  sealed: Buffer;
  version: Generated<number>;
}

export interface SafetyPlan {
  case_id: string;
  language: string;
  made: string;
  organisation_id: string;
  plan_version: number;
  review_on: string;
  sealed: Buffer;
  written_at: Generated<string>;
  written_by: Generated<string>;
}

export interface Screening {
  age_group: string;
  case_id: string;
  instrument: string;
  instrument_version: number;
  level: string;
  organisation_id: string;
  recorded_at: Generated<string>;
  screening_id: string;
  sealed: Buffer;
  taken_by: string;
  taken_on: string;
}

export interface Session {
  device: Generated<string>;
  ended_at: string | null;
  /**
   * The nearer of half an hour after the last deed and twelve hours after signing in.
   */
  expires_at: string;
  made_at: Generated<string>;
  organisation_id: string;
  second_factor_at: string | null;
  seen_at: Generated<string>;
  session_id: string;
  staff_id: string;
  token_hash: Buffer;
}

export interface SignInAttempt {
  account_mark: Buffer;
  address_mark: Buffer;
  at: Generated<string>;
  attempt_id: Generated<string>;
}

export interface SignInChallenge {
  challenge_hash: Buffer;
  expires_at: string;
  kind: string;
  staff_id: string | null;
}

export interface SigningKey {
  made_at: Generated<string>;
  organisation_id: string;
  public_key: Buffer;
  retired_at: string | null;
  version: number;
  wrapped_private: Buffer;
}

export interface SingleUseLink {
  case_id: string | null;
  code_by: string;
  code_check: Buffer;
  code_key: Buffer;
  code_salt: Buffer;
  expires_at: string;
  /**
   * The institution that reads the directory through this link, as whoever made it named it. Never a person.
   */
  for_whom: string | null;
  link_by: string;
  link_id: string;
  link_key: Buffer;
  made_at: Generated<string>;
  made_by: string;
  organisation_id: string;
  purpose: string;
  ref_id: string;
  revoked_at: string | null;
  sealed: Buffer;
  token_hash: Buffer;
  tries_left: Generated<number>;
  used_at: string | null;
  version: Generated<number>;
}

export interface Sitting {
  begun_at: Generated<string>;
  begun_by: string;
  case_id: string;
  changed_at: string | null;
  changed_by: string | null;
  instrument: string;
  instrument_version: number;
  organisation_id: string;
  sealed: Buffer;
  section: string;
  sitting_id: string;
  state: Generated<string>;
  taken_on: string;
  version: Generated<number>;
}

export interface Staff {
  created_at: Generated<string>;
  email: string;
  language: Generated<string>;
  name: string;
  office_id: string;
  organisation_id: string;
  roles: string[];
  staff_id: string;
  status: Generated<string>;
  version: Generated<number>;
}

export interface Statement {
  author_id: string;
  case_id: string;
  corrects_id: string | null;
  given_on: string;
  given_to: string;
  hearing_id: string | null;
  matter_id: string;
  organisation_id: string;
  statement_id: string;
  written_at: Generated<string>;
}

export interface StatementWords {
  author_id: string;
  case_id: string;
  matter_id: string;
  organisation_id: string;
  sealed: Buffer;
  statement_id: string;
}

export interface Stay {
  away_from: string | null;
  away_until: string | null;
  began_by: string;
  destination: string | null;
  ended_at: string | null;
  ended_by: string | null;
  from_on: string;
  live_place_id: Generated<string | null>;
  organisation_id: string;
  place_id: string;
  planned_until: string | null;
  stay_id: string;
  unit_id: string;
  until_on: string | null;
  version: Generated<number>;
}

export interface StayEntry {
  case_id: string;
  code: string | null;
  entry_id: string;
  house_organisation_id: string;
  on_day: string;
  organisation_id: string;
  sealed: Buffer;
  section: string;
  stay_id: string;
  until_on: string | null;
  what: string;
  written_at: Generated<string>;
  written_by: string;
}

export interface StoryFact {
  case_id: string;
  fact_id: string;
  organisation_id: string;
  replaces_id: string | null;
  sealed: Buffer;
  taken_back: Generated<boolean>;
  /**
   * What was told that this rests on: who may not read that does not see this either.
   */
  telling_id: string | null;
  written_at: Generated<string>;
  written_by: string;
}

export interface StoryGiven {
  case_id: string;
  given_at: Generated<string>;
  given_by: string;
  given_id: string;
  organisation_id: string;
  profession: string;
  sealed: Buffer;
}

export interface StoryWish {
  case_id: string;
  organisation_id: string;
  sealed: Buffer;
  wish_id: string;
  written_at: Generated<string>;
  written_by: string;
}

export interface SupervisionNote {
  author_id: string;
  case_id: string;
  note_id: string;
  organisation_id: string;
  sealed: Buffer;
  supervisor_id: string;
  worker_id: string;
  written_at: Generated<string>;
}

export interface Telling {
  case_id: string;
  /**
   * The mark was taken back: it was no telling, or was marked by mistake.
   */
  ended_at: string | null;
  /**
   * The colleague who heard it. None: somebody outside, named in the sealed part.
   */
  heard_by: string | null;
  note_id: string;
  note_version: number;
  organisation_id: string;
  recorded_at: Generated<string>;
  recorded_by: string;
  /**
   * The professions the person lets it be retold to. Empty: nobody but those who heard it or wrote it down.
   */
  retell: Generated<string[]>;
  sealed: Buffer;
  section: string;
  telling_id: string;
  version: Generated<number>;
  written_by: string;
}

export interface TellingConsent {
  asked_on: string;
  case_id: string;
  consent_id: string;
  how: string;
  language: string;
  organisation_id: string;
  recorded_at: Generated<string>;
  recorded_by: string;
  retell: string[];
  telling_id: string;
  with_interpreter: boolean;
}

export interface TherapyHandOver {
  asked: string;
  case_id: string;
  decided_at: Generated<string>;
  decided_by: string;
  ended_at: string | null;
  episode_id: string;
  from_id: string;
  hand_over_id: string;
  organisation_id: string;
  sealed: Buffer;
  to_id: string;
}

export interface TherapyKey {
  author_id: string;
  case_id: string;
  episode_id: string;
  organisation_id: string;
  sealed: Buffer;
}

export interface TherapyNote {
  author_id: string;
  case_id: string;
  corrects_id: string | null;
  episode_id: string;
  note_id: string;
  of_day: string;
  organisation_id: string;
  reserved: boolean;
  sealed: Buffer;
  session_id: string | null;
  written_at: Generated<string>;
}

export interface TherapySupervision {
  case_id: string;
  ended_at: string | null;
  episode_id: string;
  from_at: Generated<string>;
  organisation_id: string;
  supervision_id: string;
  supervisor_id: string;
  therapist_id: string;
}

export interface TimelineEntry {
  actor_id: string;
  at: Generated<string>;
  case_id: string;
  codes: Generated<Json>;
  entry_id: string;
  kind: string;
  organisation_id: string;
  ref_id: string | null;
  section: string | null;
}

export interface Training {
  capacity: number;
  changed_at: Generated<string>;
  costs: Generated<Json>;
  currency: Generated<string>;
  curriculum_id: string;
  ends_at: string;
  grant_line: Generated<string>;
  institution_id: string | null;
  intake_version: number;
  interpreter_language: string | null;
  /**
   * Stands in the address where people register and later answer; whoever has it reads time and place.
   */
  join_code: string;
  kind: string;
  language: string;
  materials: Generated<string[]>;
  mode: string;
  organisation_id: string;
  place: Generated<string>;
  planned_by: Generated<string>;
  province: string | null;
  request_id: string | null;
  sealed: Buffer;
  sector: string;
  starts_at: string;
  status: Generated<string>;
  trainer_ids: Generated<string[]>;
  training_id: string;
  version: Generated<number>;
}

export interface TrainingAnswer {
  answers: Json;
  answers_hash: Buffer;
  moment: string;
  organisation_id: string;
  score_of: number | null;
  score_right: number | null;
  training_id: string;
}

export interface TrainingRequest {
  curriculum_id: string | null;
  how_many: number;
  institution_code: string | null;
  institution_id: string | null;
  intake_version: number;
  language: string;
  mode: string;
  note_version: number | null;
  organisation_id: string;
  province: string | null;
  received_at: Generated<string>;
  request_id: string;
  sealed: Buffer;
  sealed_note: Buffer | null;
  sector: string;
  status: Generated<string>;
  version: Generated<number>;
}

export interface TrainingSeat {
  attendance_hash: Buffer;
  came: Generated<string[]>;
  certified: Generated<boolean>;
  organisation_id: string;
  role_group: string;
  seat_number: number;
  training_id: string;
}

export interface TrainingSession {
  day_code: string;
  ends_at: string;
  organisation_id: string;
  session_id: string;
  starts_at: string;
  training_id: string;
  walk_ins: Generated<Json>;
}

export interface TransferIn {
  accepted_at: string;
  accepted_by: string;
  came: Generated<Json>;
  case_id: string;
  consent_ended_at: string | null;
  consent_id: string;
  from_case_id: string;
  from_organisation_id: string;
  led_by: string;
  lines: number | null;
  moving: Generated<string>;
  organisation_id: string;
  read_at: string | null;
  read_sections: string[];
  read_until: string | null;
  sections: string[];
  transfer_id: string;
}

export interface TransferOut {
  accepted_at: string;
  case_id: string;
  closure_id: string | null;
  matters: Generated<Json>;
  moving: Generated<string>;
  organisation_id: string;
  referral_id: string;
  sections: string[];
  to_organisation_id: string;
  transfer_id: string;
  undone_at: string | null;
  was_status: string;
}

export interface VolunteerHours {
  hours_id: string;
  interpreter_id: string;
  minutes: number;
  on_day: string;
  organisation_id: string;
  work: string;
  written_by: Generated<string>;
}

export interface WorkerCapacity {
  organisation_id: string;
  points: number;
  set_by: string;
  staff_id: string;
  version: Generated<number>;
}

export interface DB {
  access_barrier: AccessBarrier;
  access_review: AccessReview;
  access_rule: AccessRule;
  adverse_mark: AdverseMark;
  alert: Alert;
  answered_request: AnsweredRequest;
  appointment: Appointment;
  appointment_reminder: AppointmentReminder;
  appointment_series: AppointmentSeries;
  appointment_staff: AppointmentStaff;
  asked_about: AskedAbout;
  assent: Assent;
  assessment: Assessment;
  assessment_version: AssessmentVersion;
  best_interest: BestInterest;
  blind_match: BlindMatch;
  break_glass: BreakGlass;
  busy_time: BusyTime;
  calendar_feed: CalendarFeed;
  care_episode: CareEpisode;
  care_event: CareEvent;
  care_group: CareGroup;
  care_group_leader: CareGroupLeader;
  care_group_session: CareGroupSession;
  care_session: CareSession;
  care_version: CareVersion;
  case_access: CaseAccess;
  case_counted: CaseCounted;
  case_file: CaseFile;
  case_key: CaseKey;
  case_weight: CaseWeight;
  certificate: Certificate;
  clock_mark: ClockMark;
  closure: Closure;
  conference: Conference;
  conference_agency: ConferenceAgency;
  conference_item: ConferenceItem;
  conference_task: ConferenceTask;
  conflict_check: ConflictCheck;
  consent: Consent;
  contact_attempt: ContactAttempt;
  court_appeal: CourtAppeal;
  court_decision: CourtDecision;
  cover: Cover;
  cover_file: CoverFile;
  credential: Credential;
  departure: Departure;
  directory_change: DirectoryChange;
  directory_door: DirectoryDoor;
  directory_kept: DirectoryKept;
  directory_mark: DirectoryMark;
  directory_opening: DirectoryOpening;
  directory_organisation: DirectoryOrganisation;
  directory_service: DirectoryService;
  directory_sharing: DirectorySharing;
  directory_suggestion: DirectorySuggestion;
  directory_upload: DirectoryUpload;
  directory_upload_part: DirectoryUploadPart;
  document: Document;
  document_content: DocumentContent;
  document_part: DocumentPart;
  duplicate_question: DuplicateQuestion;
  duty_free_day: DutyFreeDay;
  duty_turn: DutyTurn;
  entered: Entered;
  erasure: Erasure;
  erasure_request: ErasureRequest;
  exclusion: Exclusion;
  exclusion_override: ExclusionOverride;
  exit_interview: ExitInterview;
  family_risk: FamilyRisk;
  file_merge: FileMerge;
  follow_up: FollowUp;
  former_client: FormerClient;
  former_client_mark: FormerClientMark;
  gap_release: GapRelease;
  goal: Goal;
  group_attendance: GroupAttendance;
  group_member: GroupMember;
  guardian: Guardian;
  guided_steps: GuidedSteps;
  hand_over: HandOver;
  hard_moment: HardMoment;
  health_record: HealthRecord;
  hearing: Hearing;
  incident: Incident;
  incident_line: IncidentLine;
  injury_record: InjuryRecord;
  institution: Institution;
  institution_pathway: InstitutionPathway;
  institution_tally: InstitutionTally;
  instrument_text: InstrumentText;
  instrument_text_version: InstrumentTextVersion;
  intake_key: IntakeKey;
  interpreter: Interpreter;
  interpreter_booking: InterpreterBooking;
  interpreter_grant: InterpreterGrant;
  interpreter_hours: InterpreterHours;
  interpreter_language: InterpreterLanguage;
  interpreter_off: InterpreterOff;
  interpreter_rate: InterpreterRate;
  interpreter_statement: InterpreterStatement;
  interpreter_statement_line: InterpreterStatementLine;
  interpreter_terms: InterpreterTerms;
  interpreter_vetting: InterpreterVetting;
  interpreting_rule: InterpretingRule;
  invitation: Invitation;
  journal: Journal;
  journal_seal: JournalSeal;
  law_alarm_heard: LawAlarmHeard;
  law_change: LawChange;
  law_deadline: LawDeadline;
  law_event: LawEvent;
  law_event_before: LawEventBefore;
  law_file: LawFile;
  law_review: LawReview;
  lawful_exception: LawfulException;
  legal_hold: LegalHold;
  link_opening: LinkOpening;
  lone_visit: LoneVisit;
  matter: Matter;
  migration: Migration;
  minor_step: MinorStep;
  missing_check: MissingCheck;
  missing_plan: MissingPlan;
  missing_time: MissingTime;
  module_own: ModuleOwn;
  module_run: ModuleRun;
  money_claim: MoneyClaim;
  need_without_goal: NeedWithoutGoal;
  note: Note;
  note_version: NoteVersion;
  office: Office;
  office_hours: OfficeHours;
  organisation: Organisation;
  organisation_key: OrganisationKey;
  own_answers: OwnAnswers;
  passkey: Passkey;
  path_move: PathMove;
  person_barriers: PersonBarriers;
  person_identity: PersonIdentity;
  place: Place;
  place_address: PlaceAddress;
  place_hold: PlaceHold;
  place_night: PlaceNight;
  place_person: PlacePerson;
  place_taken: PlaceTaken;
  place_unit: PlaceUnit;
  place_waiting: PlaceWaiting;
  plan: Plan;
  plan_action: PlanAction;
  plan_approval: PlanApproval;
  plan_version: PlanVersion;
  plan_version_part: PlanVersionPart;
  proceeding: Proceeding;
  protection_measure: ProtectionMeasure;
  protocol: Protocol;
  protocol_line: ProtocolLine;
  protocol_step: ProtocolStep;
  protocol_told: ProtocolTold;
  receipt_salt: ReceiptSalt;
  recovery_code: RecoveryCode;
  reference_question: ReferenceQuestion;
  referral: Referral;
  referral_external: ReferralExternal;
  referral_message: ReferralMessage;
  referral_step: ReferralStep;
  related_person: RelatedPerson;
  report: Report;
  report_decision: ReportDecision;
  report_ended: ReportEnded;
  report_file: ReportFile;
  report_file_part: ReportFilePart;
  report_lifetime: ReportLifetime;
  report_message: ReportMessage;
  report_pass: ReportPass;
  report_tie: ReportTie;
  rest_said: RestSaid;
  risk: Risk;
  risk_look: RiskLook;
  risk_score: RiskScore;
  risk_trigger: RiskTrigger;
  safe_contact: SafeContact;
  safety_plan: SafetyPlan;
  screening: Screening;
  session: Session;
  sign_in_attempt: SignInAttempt;
  sign_in_challenge: SignInChallenge;
  signing_key: SigningKey;
  single_use_link: SingleUseLink;
  sitting: Sitting;
  staff: Staff;
  statement: Statement;
  statement_words: StatementWords;
  stay: Stay;
  stay_entry: StayEntry;
  story_fact: StoryFact;
  story_given: StoryGiven;
  story_wish: StoryWish;
  supervision_note: SupervisionNote;
  telling: Telling;
  telling_consent: TellingConsent;
  therapy_hand_over: TherapyHandOver;
  therapy_key: TherapyKey;
  therapy_note: TherapyNote;
  therapy_supervision: TherapySupervision;
  timeline_entry: TimelineEntry;
  training: Training;
  training_answer: TrainingAnswer;
  training_request: TrainingRequest;
  training_seat: TrainingSeat;
  training_session: TrainingSession;
  transfer_in: TransferIn;
  transfer_out: TransferOut;
  volunteer_hours: VolunteerHours;
  worker_capacity: WorkerCapacity;
}
