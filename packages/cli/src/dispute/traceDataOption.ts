import { readText } from '../argument/readText.ts'
import { option } from '../program/option.ts'

/** Where a command that needs a block's trace derives its chain. */
export const traceDataOption = option.optional(
  '--data <folder>',
  'derive the chain there, not where temporary files are; it is removed afterwards',
  readText,
)
