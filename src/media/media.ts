// The kinds of file the house takes: pages that can be drawn, and sound that can be played.
import { z } from 'zod'

export const Media = z.enum(['jpeg', 'png', 'pdf'])
export type Media = z.infer<typeof Media>

export const Sound = z.enum(['wav', 'mp3', 'm4a', 'ogg', 'webm'])
export type Sound = z.infer<typeof Sound>

export const FileMedia = z.enum([...Media.options, ...Sound.options])
export type FileMedia = z.infer<typeof FileMedia>

export const isSound = (media: FileMedia): media is Sound => (Sound.options as readonly string[]).includes(media)
