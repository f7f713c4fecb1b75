// When a fact applies, said in a closed vocabulary: data carries no code and no expressions, so a lawyer or a
// psychologist can read and sign it.
import { z } from 'zod'

const Value = z.union([z.string(), z.number(), z.boolean()])
const field = z.string().min(1).max(80)

export type Condition =
  | { field: string; equals: string | number | boolean }
  | { field: string; in: (string | number | boolean)[] }
  | { field: string; at_least: number }
  | { field: string; answered: boolean }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ field, equals: Value }),
    z.strictObject({ field, in: z.array(Value).min(1) }),
    z.strictObject({ field, at_least: z.number() }),
    z.strictObject({ field, answered: z.boolean() }),
    z.strictObject({ all: z.array(Condition) }),
    z.strictObject({ any: z.array(Condition) }),
    z.strictObject({ not: Condition }),
  ]),
)
