import { readText } from '../argument/readText.ts'
import { option } from '../program/option.ts'

/** Where a command that needs a block's trace derives its chain. */
export const traceDataOption = option.optional(
  '--data <folder>',
  'derive the chain there; by default in a folder that is removed',
  readText,
)
