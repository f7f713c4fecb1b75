// What the build provides to the desk's own modules.
declare module 'virtual:texts/*' {
  const texts: Record<string, string>
  export default texts
}
declare module '*.css'
declare const __VERSION__: string
interface ImportMeta {
  readonly env: { readonly DEV: boolean; readonly PROD: boolean }
}
