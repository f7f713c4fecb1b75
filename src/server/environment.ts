// What the surroundings say about this installation, checked once with a clear message before anything starts.
import { z } from 'zod'
import { defaultRoot } from '#kit/postgres/private.ts'
import { Problem } from '#kit/problem.ts'

const text = z.string().min(1).optional()

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  AMPARO_DATA: text,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** With DATABASE_URL: how the server and the public door log in; without, the owner's address with their role names. */
  AMPARO_APP_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  AMPARO_DOOR_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  AMPARO_ROOT_KEY: text,
  AMPARO_ROOT_KEY_FILE: text,
  AMPARO_ROOT_KEY_COMMAND: text,
  /** A folder of the desk's files that were built elsewhere. */
  AMPARO_DESK: text,
  AMPARO_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
})
export type Environment = z.infer<typeof Environment> & { data_folder: string }

/** Throws `environment.wrong` naming the variables that do not fit; never their values. */
export const readEnvironment = (env: NodeJS.ProcessEnv, demo = false): Environment => {
  const given = Object.fromEntries(
    Object.keys(Environment.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    throw new Problem('broken', 'environment.wrong', {
      names: parsed.error.issues.map((issue) => issue.path.join('.')).join(', '),
    })
  }
  const folder = parsed.data.AMPARO_DATA ?? defaultRoot(env)
  return { ...parsed.data, data_folder: demo && !parsed.data.AMPARO_DATA ? `${folder}-demo` : folder }
}
