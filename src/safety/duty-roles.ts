// Whose roles let them take a protocol over: as the access matrix says.
import matrix from '#data/access/matrix.json' with { type: 'json' }

const rule = (matrix.actions as Record<string, Record<string, { reach: string }>>)['protocol.take'] ?? {}

export const mayTake = (roles: readonly string[]): boolean =>
  roles.some((role) => (rule[role]?.reach ?? 'never') !== 'never')
