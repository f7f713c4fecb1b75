// Links for somebody without an account as the table keeps them, for tests of the walls around them: found by a name, opened
// by the code that is right.

/** Bytes that stand for one link or code. */
export const bytes = (name: string) => `sha256('${name}')`
/** What proves a link with its right code, or with another. */
export const proof = (name: string, code = 'right') => `${bytes(name)}, ${bytes(code)}`
const key = bytes('key')

interface Link {
  organisation_id: string
  name: string
  purpose: 'referral' | 'service_update' | 'directory'
  case_id?: string
  ref: string
  by: string
}

export const insertLink = ({ organisation_id, name, purpose, case_id, ref, by }: Link): string =>
  `insert into single_use_link (organisation_id, link_id, case_id, purpose, for_whom, ref_id, token_hash, link_key, code_salt, code_key,
     code_check, link_by, code_by, sealed, made_by, expires_at)
   values ('${organisation_id}', md5('${name}')::uuid, ${case_id ? `'${case_id}'` : 'null'}, '${purpose}',
     ${purpose === 'directory' ? "'A health centre'" : 'null'}, '${ref}', ${bytes(name)}, ${key}, substr(${key}, 1, 16), ${key},
     ${bytes('right')}, 'email', 'phone', '\\x01', '${by}', now() + interval '9 days')`

/** The ways a link may stand, and what makes it stand so. */
export const linkStates = {
  open: '',
  expired: "made_at = now() - interval '9 days', expires_at = now() - interval '1 day'",
  revoked: 'revoked_at = now()',
  locked: 'tries_left = 0',
  used: 'used_at = now()',
} as const
