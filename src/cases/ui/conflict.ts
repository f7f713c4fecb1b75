// What a stale save was answered with; the desk's own part, under the name the rooms after this one know it by.
export * from '#kit/ui/conflict.ts'
