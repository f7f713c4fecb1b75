// A few of the demo's reports came with something: a picture of nothing in particular, a voice that nobody has, a paper.
// All are made here, and go through the darkroom as at the door.
import sharp from 'sharp'
import { takeIn } from '#media/intake.api.ts'
import { sealedFile } from '#reports/files-seal.api.ts'
import { aPdf } from '#test/files-made.ts'
import { aVoice, aWav } from '#test/sounds-made.ts'
import type { AnOrganisation, World } from '#test/world.ts'

/** Soft patches of colour, as a photograph of a wall out of focus. */
const aPhotograph = (tint: [number, number, number]): Promise<Buffer> => {
  const [width, height] = [64, 48]
  const points = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height]
    const light = 0.75 + 0.25 * Math.sin(3 * x + 5 * y) * Math.cos(7 * x * y)
    const stripe = Math.abs(x - 0.62) < 0.09 && y > 0.25 ? 0.55 : 1
    for (const [place, colour] of tint.entries()) points[at * 3 + place] = Math.round(colour * light * stripe)
  }
  return sharp(points, { raw: { width, height, channels: 3 } })
    .resize(1_280, 960, { kernel: 'cubic' })
    .blur(6)
    .withExif({ IFD0: { Make: 'Telephone', Model: 'Invented' } })
    .jpeg({ quality: 80 })
    .toBuffer()
}

interface Wish {
  spoken?: true
  make: () => Promise<Buffer> | Buffer
}

/** By the key of the report. */
const wishes: Record<string, Wish[]> = {
  receptionist: [{ make: () => aPhotograph([196, 176, 148]) }],
  teacher: [{ make: () => aPhotograph([176, 160, 190]) }],
  'hotel-214': [{ make: () => aPhotograph([188, 150, 140]) }],
  'nurse-en': [
    { make: () => aPhotograph([150, 182, 190]) },
    { make: () => aPdf(['Follow-up appointment (invented)', 'Thursday, 10:30', 'Bring this sheet with you.']) },
  ],
  'worker-ur': [{ spoken: true, make: () => aWav(aVoice(9, { pitch: 170, formants: [880, 1500, 3000] })) }],
}

export const attachToReports = async (
  world: World,
  { organisation_id }: AnOrganisation,
  told: ReadonlyMap<string, { report_id: string; came: number }>,
): Promise<void> => {
  const intake = await world.tx
    .selectFrom('intake_key')
    .select(['version', 'public_key'])
    .where('organisation_id', '=', organisation_id)
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
  for (const [key, files] of Object.entries(wishes)) {
    const report = told.get(key)
    if (!report) continue
    for (const [place, { make, spoken = false }] of files.entries()) {
      const original = await make()
      const taken = await takeIn(original)
      if ('refused' in taken) throw new Error(`the demo's own file was refused: ${taken.refused}`)
      const file_id = world.id('report file', `${key} ${place}`)
      const { parts, ...row } = sealedFile(intake, file_id, taken, original, spoken)
      const of = { organisation_id, report_id: report.report_id }
      await world.tx
        .insertInto('report_file')
        .values({ ...of, ...row, direction: 'to_desk', arrived_on: world.ago(report.came) })
        .execute()
      await world.tx
        .insertInto('report_file_part')
        .values(parts.map((part) => ({ ...of, file_id, ...part })))
        .execute()
    }
  }
}
