import { option } from './option.ts'
import { signingOptions } from './signingOptions.ts'

/** Options of every command that changes a chain: what is done instead of sending, and how it signs. */
export const sendingOptions = {
  dryRun: option.flag('--dry-run', 'simulate, show gas and effects, send nothing'),
  calldata: option.flag('--calldata', 'print {to, data, value} for a multisig, send nothing'),
  yes: option.flag('--yes', 'do not ask'),
  ...signingOptions,
} as const
