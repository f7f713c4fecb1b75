// The darkroom itself, a process of its own: it is handed one picture, draws it anew, hands the new one back. It holds
// no key, knows no database, writes nowhere, starts nothing, and reads two forms of picture and no other.
import sharp from 'sharp'

sharp.concurrency(1)
sharp.cache(false)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] })

export interface DarkroomJob {
  id: number
  bytes: Uint8Array
  longest_side: number
  most_pixels: number
}
export type DarkroomReply =
  /** Everything is read and loaded: from here on time is the picture's. */
  | { ready: true }
  | { id: number; bytes: Uint8Array; width: number; height: number }
  /** Without a word about why: what a library says of a picture may quote it. */
  | { id: number; failed: true }

const develop = async ({ id, bytes, longest_side, most_pixels }: DarkroomJob): Promise<DarkroomReply> => {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: most_pixels, failOn: 'error', sequentialRead: true })
      // The right way up is what the eye sees from now on, not what a mark says.
      .autoOrient()
      .resize({ width: longest_side, height: longest_side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality: 82, chromaSubsampling: '4:2:0' })
      .toBuffer({ resolveWithObject: true })
    return { id, bytes: data, width: info.width, height: info.height }
  } catch {
    return { id, failed: true }
  }
}

process.on('message', async (job: DarkroomJob) => {
  const reply = await develop(job)
  process.send?.(reply)
})
process.send?.({ ready: true } satisfies DarkroomReply)
// The house is gone: so is the darkroom.
process.on('disconnect', () => process.exit(0))
