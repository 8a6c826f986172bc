import { readText } from '../argument/readText.ts'
import { option } from './option.ts'

/** Where a ranger's own process answers. */
export const rangerUrlOption = option.optional(
  '--ranger-url <url>',
  "a ranger process's JSON-RPC: asked, too, for what it has checked and how far it is behind",
  readText,
)
